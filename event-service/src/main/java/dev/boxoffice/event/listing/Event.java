package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.change.SaleWindow;
import dev.boxoffice.event.listing.details.Category;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventPresentation;
import dev.boxoffice.event.listing.details.EventWaitingRoom;
import dev.boxoffice.event.listing.details.OrphanRule;
import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.event.listing.details.PriceTier;
import dev.boxoffice.event.listing.price.EventCharges;
import dev.boxoffice.event.listing.price.EventChargesConverter;
import dev.boxoffice.event.listing.source.EventOrigin;
import dev.boxoffice.event.listing.source.ListedEvent;
import dev.boxoffice.event.organization.EventOwner;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event from draft to its end, as its organiser edits it.
@Entity
@Table(schema = "catalog", name = "event")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
class Event {

    @Id
    private UUID id;

    private String owner;

    @Column(updatable = false)
    private UUID organizationId;

    private String name;
    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private Category category;

    private @Nullable String genre;
    private UUID venueId;

    // Replaced as a whole, never changed in place: then Hibernate deletes and inserts, and no order of updates can
    // collide with the tables' keys.
    @ElementCollection
    @CollectionTable(schema = "catalog", name = "event_performer", joinColumns = @JoinColumn(name = "event_id"))
    @Column(name = "performer_id")
    @OrderColumn(name = "position")
    private List<UUID> performerIds;

    private @Nullable Instant startsAt;
    private @Nullable Instant endsAt;
    private @Nullable Instant doorsAt;
    private @Nullable Instant salesStartAt;
    private @Nullable Instant salesEndAt;

    @ElementCollection
    @CollectionTable(schema = "catalog", name = "price_tier", joinColumns = @JoinColumn(name = "event_id"))
    @OrderColumn(name = "position")
    private List<PriceTier> priceTiers;

    @Convert(converter = EventChargesConverter.class)
    private EventCharges charges;

    /// Of what it is sold by; 0 before publication.
    private long pricingVersion;

    private int maxTicketsPerBooking;
    private int maxTicketsPerCustomer;

    @Embedded
    private EventWaitingRoom waitingRoom;

    @Embedded
    private EventPresentation presentation;

    @Enumerated(EnumType.STRING)
    private OrphanRule orphanRule;

    @Embedded
    private @Nullable PriceRange priceRange;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private PublicationState state;

    private @Nullable Instant publishedAt;
    private @Nullable Instant cancelledAt;

    @Embedded
    private @Nullable EventOrigin origin;

    /// Once it is cancelled: whether also used tickets are paid back.
    private boolean refundsUsed;

    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected Event() {}

    @SuppressWarnings("NullAway.Init") // update sets the rest
    private Event(UUID id, EventOwner owner, PublicationState state, Instant now) {
        this.id = id;
        this.owner = owner.subject();
        this.organizationId = owner.organization();
        this.state = state;
        this.createdAt = now;
    }

    static Event drafted(UUID id, EventOwner owner, EventDetails details, Instant now) {
        var event = new Event(id, owner, PublicationState.DRAFT, now);
        event.update(details, now);
        return event;
    }

    static Event listed(UUID id, EventOwner owner, ListedEvent listed, Instant now) {
        var event = new Event(id, owner, PublicationState.LISTED, now);
        event.relist(listed, listed.details(), now);
        return event;
    }

    UUID id() {
        return id;
    }

    PublicationState state() {
        return state;
    }

    final void update(EventDetails details, Instant now) {
        name = details.name();
        description = details.description();
        category = details.category();
        genre = details.genre();
        venueId = details.venueId();
        if (!details.performerIds().equals(performerIds)) {
            performerIds = new ArrayList<>(details.performerIds());
        }
        startsAt = details.startsAt();
        endsAt = details.endsAt();
        doorsAt = details.doorsAt();
        salesStartAt = details.salesStartAt();
        salesEndAt = details.salesEndAt();
        if (!details.priceTiers().equals(priceTiers)) {
            priceTiers = new ArrayList<>(details.priceTiers());
        }
        charges = details.charges();
        maxTicketsPerBooking = details.maxTicketsPerBooking();
        maxTicketsPerCustomer = details.maxTicketsPerCustomer();
        waitingRoom = details.waitingRoom();
        presentation = details.presentation();
        orphanRule = details.orphanRule();
        if (state == PublicationState.POSTPONED && startsAt != null) {
            state = PublicationState.LISTED;
        }
        updatedAt = now;
    }

    /// Brings it up to date with its source.
    ///
    /// @return whether anything has changed
    final boolean relist(ListedEvent listed, EventDetails details, Instant now) {
        var listedAs = listed.status() == ListedEvent.SourceStatus.POSTPONED
                ? PublicationState.POSTPONED
                : PublicationState.LISTED;
        if (version != null
                && state == listedAs
                && listed.origin().equals(origin)
                && Objects.equals(priceRange, listed.priceRange())
                && details.equals(details())) {
            return false;
        }
        update(details, now);
        state = listedAs;
        origin = listed.origin();
        priceRange = listed.priceRange();
        return true;
    }

    /// @return the version by which it is sold from now on
    long reprice() {
        return ++pricingVersion;
    }

    void publish(Instant now) {
        require(state != PublicationState.PUBLISHED && state != PublicationState.CANCELLED, "publish");
        state = PublicationState.PUBLISHED;
        publishedAt = now;
        updatedAt = now;
    }

    /// @param toStart null while the new date is not known
    /// @param sale when it is sold there
    void move(@Nullable Instant toStart, @Nullable Instant toEnd, SaleWindow sale, Instant now) {
        require(state == PublicationState.PUBLISHED, "move");
        // The doors move with the start.
        doorsAt = doorsAt == null || startsAt == null || toStart == null
                ? null
                : toStart.minus(Duration.between(doorsAt, startsAt));
        startsAt = toStart;
        endsAt = toEnd;
        salesStartAt = sale.from();
        salesEndAt = sale.until();
        updatedAt = now;
    }

    boolean refundsUsed() {
        return refundsUsed;
    }

    void cancel(boolean includeUsed, Instant now) {
        require(state != PublicationState.CANCELLED, "cancel");
        refundsUsed = includeUsed;
        state = PublicationState.CANCELLED;
        cancelledAt = now;
        updatedAt = now;
    }

    private void require(boolean possible, String what) {
        if (!possible) {
            throw new IllegalStateException("cannot " + what + " an event that is " + state);
        }
    }

    CachedEvent cached() {
        return new CachedEvent(
                id,
                Objects.requireNonNull(version),
                owner,
                organizationId,
                state,
                details(),
                priceRange,
                origin,
                publishedAt);
    }

    private EventDetails details() {
        return new EventDetails(
                name,
                description,
                category,
                genre,
                venueId,
                List.copyOf(performerIds),
                startsAt,
                endsAt,
                doorsAt,
                salesStartAt,
                salesEndAt,
                List.copyOf(priceTiers),
                charges,
                maxTicketsPerBooking,
                maxTicketsPerCustomer,
                waitingRoom,
                presentation,
                orphanRule);
    }
}
