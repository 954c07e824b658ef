package dev.boxoffice.event.venue;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.event.organization.OrganizationAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import java.time.Instant;
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

    VenueService(
            VenueRepository repository,
            CatalogueCacheStore cache,
            OrganizationAccessService organizations,
            VenueOrganizerRepository organizers) {
        this.organizers = organizers;
        this.organizations = organizations;
        this.repository = repository;
        this.cache = cache;
    }

    @Transactional
    CachedVenue create(VenueRequest request, String owner, Instant now) {
        return repository
                .saveAndFlush(Venue.created(
                        owner,
                        request.toView(TimeOrderedId.next(), organizations.actingFor(request.organizationId(), owner)),
                        now))
                .cached();
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
            return repository
                    .saveAndFlush(Venue.imported(
                            owner,
                            source,
                            sourceId,
                            described.as(TimeOrderedId.next(), organizations.ownOf(owner)),
                            now))
                    .view()
                    .id();
        }
        var venue = known.get();
        var before = venue.cached();
        var after = described.as(
                before.view().id(), Objects.requireNonNull(before.view().organizationId()));
        if (!before.view().equals(after)) {
            store(venue, after, now);
        }
        return before.view().id();
    }

    CachedVenue store(Venue venue, VenueView after, Instant now) {
        venue.update(after, now);
        var stored = repository.saveAndFlush(venue).cached();
        cache.dropAfterCommit(CatalogueCacheKind.VENUE, stored.view().id(), stored.version());
        return stored;
    }
}
