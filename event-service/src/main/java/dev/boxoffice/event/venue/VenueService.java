package dev.boxoffice.event.venue;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The venues of the catalogue.
@Service
public class VenueService {

    private final VenueRepository repository;
    private final CatalogueCacheStore cache;
    private final OrganizationAccessService organizations;
    private final VenueOrganizerRepository organizers;
    private final AuditRepository audit;

    VenueService(
            VenueRepository repository,
            CatalogueCacheStore cache,
            OrganizationAccessService organizations,
            VenueOrganizerRepository organizers,
            AuditRepository audit) {
        this.audit = audit;
        this.organizers = organizers;
        this.organizations = organizations;
        this.repository = repository;
        this.cache = cache;
    }

    @Transactional
    CachedVenue create(VenueRequest request, String owner, Instant now) {
        var organization = organizations.actingFor(request.organizationId(), owner);
        var opened = repository
                .saveAndFlush(Venue.created(owner, request.toView(TimeOrderedId.next(), organization), now))
                .cached();
        record("VENUE_OPENED", opened.view(), Map.of("name", opened.view().name()));
        return opened;
    }

    public Optional<CachedVenue> find(UUID id) {
        return cache.read(
                CatalogueCacheKind.VENUE,
                id,
                CachedVenue.class,
                () -> repository.findById(id).map(Venue::cached));
    }

    /// Whether an organization may sell at it: its own may, and whom that one lets.
    public boolean maySell(UUID venue, UUID organization) {
        return organizers.maySell(venue, organization);
    }

    Page<VenueView> list(PageQuery page) {
        var order = Sort.by("name", "id");
        return repository
                .findAll(PageRequest.of(page.page(), page.size(), order))
                .map(Venue::view);
    }

    /// The importer's own venue that another system knows by that id: found and brought up to date, or
    /// opened. Other importers have theirs, so that one organiser's file cannot move another's venue.
    @Transactional
    public UUID importVenue(String owner, String source, String sourceId, VenueView described, Instant now) {
        var known = repository.findBySourceAndSourceIdAndOwner(source, sourceId, owner);
        if (known.isEmpty()) {
            var view = described.as(TimeOrderedId.next(), organizations.ownOf(owner));
            repository.saveAndFlush(Venue.imported(owner, source, sourceId, view, now));
            record("VENUE_IMPORTED", view, Map.of("name", view.name(), "source", source));
            return view.id();
        }
        var venue = known.get();
        var before = venue.cached();
        var after = described.as(
                before.view().id(), Objects.requireNonNull(before.view().organizationId()));
        if (!before.view().equals(after)) {
            store(venue, after, now);
            record("VENUE_IMPORTED", after, Map.of("before", before.view(), "after", after));
        }
        return before.view().id();
    }

    private void record(String action, VenueView venue, Map<String, ?> details) {
        audit.append(AuditEntry.ofOrganization(
                Objects.requireNonNull(venue.organizationId()),
                action,
                "venue",
                venue.id().toString(),
                null,
                details));
    }

    CachedVenue store(Venue venue, VenueView after, Instant now) {
        venue.update(after, now);
        var stored = repository.saveAndFlush(venue).cached();
        cache.dropAfterCommit(CatalogueCacheKind.VENUE, stored.view().id(), stored.version());
        return stored;
    }
}
