package dev.boxoffice.event.venue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where events take place. Its seating plan is written by [SeatingPlanService], which no list of venues
/// has to carry along.
@Entity
@Table(schema = "catalog", name = "venue")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
class Venue {

    @Id
    private UUID id;

    private String owner;

    @Column(updatable = false)
    private UUID organizationId;

    private String name;
    private @Nullable String line1;
    private String city;
    private @Nullable String stateCode;
    private String countryCode;
    private @Nullable String postalCode;
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private String timezone;
    private @Nullable String source;
    private @Nullable String sourceId;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected Venue() {}

    @SuppressWarnings("NullAway.Init") // relocate sets the rest
    private Venue(UUID id, String owner, UUID organization, Instant now) {
        this.id = id;
        this.organizationId = organization;
        this.owner = owner;
        this.createdAt = now;
    }

    static Venue created(String owner, VenueView view, Instant now) {
        var venue = new Venue(view.id(), owner, Objects.requireNonNull(view.organizationId()), now);
        venue.update(view, now);
        return venue;
    }

    static Venue imported(String owner, String source, String sourceId, VenueView view, Instant now) {
        var venue = created(owner, view, now);
        venue.source = source;
        venue.sourceId = sourceId;
        return venue;
    }

    void update(VenueView view, Instant now) {
        name = view.name();
        line1 = view.address().line1();
        city = view.address().city();
        stateCode = view.address().stateCode();
        countryCode = view.address().countryCode();
        postalCode = view.address().postalCode();
        latitude = view.location() == null ? null : view.location().latitude();
        longitude = view.location() == null ? null : view.location().longitude();
        timezone = view.timezone();
        updatedAt = now;
    }

    CachedVenue cached() {
        return new CachedVenue(Objects.requireNonNull(version), view());
    }

    VenueView view() {
        return new VenueView(
                id,
                organizationId,
                name,
                new VenueView.Address(line1, city, stateCode, countryCode, postalCode),
                latitude == null || longitude == null ? null : new VenueView.Location(latitude, longitude),
                timezone);
    }
}
