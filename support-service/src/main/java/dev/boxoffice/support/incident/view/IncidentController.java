package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.history.HistoryEntry;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reading incidents.
@RestController
@RequestMapping("/support/incidents")
class IncidentController extends IncidentAnswerController {

    private static final int MOST_LISTED = 200;

    record History(UUID incidentId, List<HistoryEntry> events) {}

    record Listed(List<IncidentView> incidents) {}

    private final IncidentViewService views;

    IncidentController(IncidentViewService views) {
        super(views);
        this.views = views;
    }

    @GetMapping("/{id}")
    ResponseEntity<IncidentView> read(@PathVariable String id, Caller caller) {
        return answer(
                views.find(known(id))
                        .<IncidentOutcome>map(IncidentOutcome.Done::new)
                        .orElseGet(IncidentOutcome.NotFound::new),
                caller);
    }

    @GetMapping("/{id}/history")
    History history(@PathVariable String id, Caller caller) {
        var found = views.find(known(id)).orElseThrow(IncidentAnswerController::notFound);
        return new History(found.id(), views.history(found.id(), caller));
    }

    @GetMapping
    Listed list(@RequestParam(defaultValue = "false") boolean open, Caller caller) {
        return new Listed(views.findRecent(open, MOST_LISTED, caller));
    }
}
