package dev.boxoffice.event.venue;

import dev.boxoffice.event.revision.OwnedRecord;
import dev.boxoffice.event.revision.OwnedRevisionService;
import dev.boxoffice.event.revision.Revision;
import dev.boxoffice.event.revision.RevisionRequest;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Editing of venues: all but their seating plans. Search follows the row that is written here.
@Service
class VenueRevisionService {

    private final VenueRepository repository;
    private final VenueService venues;
    private final OwnedRevisionService revisions;

    VenueRevisionService(VenueRepository repository, VenueService venues, OwnedRevisionService revisions) {
        this.repository = repository;
        this.venues = venues;
        this.revisions = revisions;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 428 or 412 by the version, 422 by what the
    /// patch makes
    @Transactional
    Revision<CachedVenue> revise(UUID id, RevisionRequest request) {
        return repository.findForChange(id).map(venue -> revise(venue, request)).orElseGet(Revision.NotFound::new);
    }

    private Revision<CachedVenue> revise(Venue venue, RevisionRequest request) {
        var cached = venue.cached();
        var view = cached.view();
        var organization = Objects.requireNonNull(view.organizationId());
        var before = new OwnedRecord<>("venue", view.id(), organization, cached, VenueRequest.of(view));
        return revisions.revise("VENUE_EDITED", before, request, edited -> {
            edited.requireKnownPlace();
            return venues.store(venue, edited.toView(view.id(), organization), request.now());
        });
    }
}
