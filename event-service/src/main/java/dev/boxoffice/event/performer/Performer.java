package dev.boxoffice.event.performer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is on stage: a band, a team, a speaker.
@Entity
@Table(schema = "catalog", name = "performer")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
class Performer {

    @Id
    private UUID id;

    private String owner;

    @Column(updatable = false)
    private UUID organizationId;

    private String name;
    private @Nullable String genre;
    private @Nullable String source;
    private @Nullable String sourceId;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected Performer() {}

    private Performer(String owner, PerformerView view, Instant now) {
        this.id = view.id();
        this.owner = owner;
        this.organizationId = view.organizationId();
        this.name = view.name();
        this.genre = view.genre();
        this.createdAt = now;
        this.updatedAt = now;
    }

    static Performer created(String owner, PerformerView view, Instant now) {
        return new Performer(owner, view, now);
    }

    static Performer imported(String owner, String source, String sourceId, PerformerView view, Instant now) {
        var performer = created(owner, view, now);
        performer.source = source;
        performer.sourceId = sourceId;
        return performer;
    }

    void update(String newName, @Nullable String newGenre, Instant now) {
        name = newName;
        genre = newGenre;
        updatedAt = now;
    }

    CachedPerformer cached() {
        return new CachedPerformer(Objects.requireNonNull(version), new PerformerView(id, organizationId, name, genre));
    }
}
