package dev.boxoffice.event.performer;

import dev.boxoffice.event.cache.CacheKind;
import dev.boxoffice.event.cache.CatalogueCache;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The performers of the catalogue.
@Service
public class Performers {

    private final PerformerRepository repository;
    private final CatalogueCache cache;

    Performers(PerformerRepository repository, CatalogueCache cache) {
        this.repository = repository;
        this.cache = cache;
    }

    @Transactional
    PerformerCard introduce(String name, @Nullable String genre, String owner, Instant now) {
        var view = new PerformerView(TimeOrderedId.next(), name, genre);
        return repository.saveAndFlush(Performer.introduced(owner, view, now)).card();
    }

    public Optional<PerformerCard> find(UUID id) {
        return cache.read(
                CacheKind.PERFORMER,
                id,
                PerformerCard.class,
                () -> repository.findById(id).map(Performer::card));
    }

    /// Those of them that exist, in that order.
    public List<PerformerCard> findAll(List<UUID> ids) {
        return cache.readAll(
                CacheKind.PERFORMER,
                ids,
                PerformerCard.class,
                id -> repository.findById(id).map(Performer::card));
    }

    /// The performer another system knows by that id: found and brought up to date by its owner's import, or
    /// introduced.
    @Transactional
    public UUID imported(
            String owner, String source, String sourceId, String name, @Nullable String genre, Instant now) {
        var known = repository.findBySourceAndSourceId(source, sourceId);
        if (known.isEmpty()) {
            var view = new PerformerView(TimeOrderedId.next(), name, genre);
            repository.saveAndFlush(Performer.imported(owner, source, sourceId, view, now));
            return view.id();
        }
        var performer = known.get();
        var before = performer.card();
        var same = before.view().name().equals(name)
                && Objects.equals(before.view().genre(), genre);
        if (before.owner().equals(owner) && !same) {
            performer.describe(name, genre, now);
            var after = repository.saveAndFlush(performer).card();
            cache.dropAfterCommit(CacheKind.PERFORMER, after.view().id(), after.version());
        }
        return before.view().id();
    }
}
