package dev.boxoffice.event.performer;

import dev.boxoffice.event.revision.OwnedRecord;
import dev.boxoffice.event.revision.OwnedRevisionService;
import dev.boxoffice.event.revision.Revision;
import dev.boxoffice.event.revision.RevisionRequest;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Editing of performers. Search follows the row that is written here.
@Service
class PerformerRevisionService {

    private final PerformerRepository repository;
    private final PerformerService performers;
    private final OwnedRevisionService revisions;

    PerformerRevisionService(
            PerformerRepository repository, PerformerService performers, OwnedRevisionService revisions) {
        this.repository = repository;
        this.performers = performers;
        this.revisions = revisions;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 428 or 412 by the version, 422 by what the
    /// patch makes
    @Transactional
    Revision<CachedPerformer> revise(UUID id, RevisionRequest request) {
        return repository
                .findForChange(id)
                .map(performer -> revise(performer, request))
                .orElseGet(Revision.NotFound::new);
    }

    private Revision<CachedPerformer> revise(Performer performer, RevisionRequest request) {
        var cached = performer.cached();
        var view = cached.view();
        var before =
                new OwnedRecord<>("performer", view.id(), view.organizationId(), cached, PerformerRequest.of(view));
        return revisions.revise(
                "PERFORMER_EDITED",
                before,
                request,
                edited -> performers.store(performer, edited.name(), edited.genre(), request.now()));
    }
}
