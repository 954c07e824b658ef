package dev.boxoffice.event.venue;

import dev.boxoffice.event.cache.CatalogueCacheKind;
import dev.boxoffice.event.cache.CatalogueCacheStore;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import java.time.Instant;
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

    VenueService(VenueRepository repository, CatalogueCacheStore cache) {
        this.repository = repository;
        this.cache = cache;
    }

    @Transactional
    CachedVenue create(VenueRequest request, String owner, Instant now) {
        var address = request.address();
        var location = request.location();
        var view = new VenueView(
                TimeOrderedId.next(),
                request.name().strip(),
                new VenueView.Address(
                        address.line1(),
                        address.city().strip(),
                        address.stateCode(),
                        address.countryCode(),
                        address.postalCode()),
                location == null ? null : new VenueView.Location(location.latitude(), location.longitude()),
                request.timezone());
        return repository.saveAndFlush(Venue.created(owner, view, now)).cached();
    }

    public Optional<CachedVenue> find(UUID id) {
        return cache.read(
                CatalogueCacheKind.VENUE,
                id,
                CachedVenue.class,
                () -> repository.findById(id).map(Venue::cached));
    }

    Page<VenueView> list(PageQuery page) {
        var order = Sort.by("name", "id");
        return repository
                .findAll(PageRequest.of(page.page(), page.size(), order))
                .map(Venue::view);
    }

    /// The importer's own venue that another system knows by that id: found and brought up to date, or opened. Other
    /// importers have theirs, so that one organiser's file cannot move another's venue.
    @Transactional
    public UUID importVenue(String owner, String source, String sourceId, VenueView described, Instant now) {
        var known = repository.findBySourceAndSourceIdAndOwner(source, sourceId, owner);
        if (known.isEmpty()) {
            return repository
                    .saveAndFlush(Venue.imported(owner, source, sourceId, described.as(TimeOrderedId.next()), now))
                    .view()
                    .id();
        }
        var venue = known.get();
        var before = venue.cached();
        if (!before.view().equals(described.as(before.view().id()))) {
            venue.update(described, now);
            var after = repository.saveAndFlush(venue).cached();
            cache.dropAfterCommit(CatalogueCacheKind.VENUE, after.view().id(), after.version());
        }
        return before.view().id();
    }
}
