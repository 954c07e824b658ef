package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.incident.work.IncidentDismissalService;
import dev.boxoffice.support.incident.work.IncidentResolutionService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Incidents resolved with their cases, or dismissed as false alarms.
@RestController
class IncidentResolutionController extends IncidentAnswerController {

    record Resolution(
            @Nullable @Size(max = MAX_TEXT) String resolution,

            @Nullable Boolean falseAlarm) {}

    private final IncidentResolutionService resolutions;
    private final IncidentDismissalService dismissals;
    private final Clock clock;

    IncidentResolutionController(
            IncidentResolutionService resolutions,
            IncidentDismissalService dismissals,
            IncidentViewService views,
            Clock clock) {
        super(views);
        this.resolutions = resolutions;
        this.dismissals = dismissals;
        this.clock = clock;
    }

    @Idempotent
    @PostMapping("/support/incidents/{id}/resolution")
    public ResponseEntity<IncidentView> resolve(
            @PathVariable String id, Caller caller, @Valid @RequestBody(required = false) @Nullable Resolution wanted) {
        var said = wanted == null || wanted.resolution() == null
                ? ""
                : wanted.resolution().strip();
        var text = said.isEmpty() ? "Thank you for your patience." : said;
        var now = UtcTime.now(clock);
        return answer(
                wanted != null && Boolean.TRUE.equals(wanted.falseAlarm())
                        ? dismissals.dismiss(known(id), text, caller.subject(), now)
                        : resolutions.resolve(known(id), text, caller.subject(), now),
                caller);
    }
}
