package dev.boxoffice.support.cases.resolution;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import dev.boxoffice.support.cases.work.CaseActionController;
import dev.boxoffice.support.cases.work.CaseActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Cases resolved, and reopened.
@RestController
@RequestMapping("/support/cases/{id}")
class CaseResolutionController extends CaseActionController {

    private static final String DEFAULT_RESOLUTION = "Your case is resolved. Reopen it if the problem comes back.";

    record Resolution(@Nullable @Size(max = MAX_TEXT) String resolution) {}

    record Reopening(@Nullable @Size(max = MAX_TEXT) String reason) {}

    private final CaseResolutionService resolutions;
    private final CaseReopeningService reopenings;

    CaseResolutionController(
            CaseResolutionService resolutions, CaseReopeningService reopenings, CaseAccessService access, Clock clock) {
        super(access, clock);
        this.resolutions = resolutions;
        this.reopenings = reopenings;
    }

    @Idempotent
    @PostMapping("/resolution")
    public ResponseEntity<CaseView> resolve(
            @PathVariable String id,
            Caller caller,
            @Valid @RequestBody(required = false) @Nullable Resolution resolution) {
        var said = resolution == null ? null : resolution.resolution();
        if (said != null && said.isBlank()) {
            throw FieldErrors.single("resolution", "must say what was done");
        }
        var text = said == null ? DEFAULT_RESOLUTION : said;
        return answer(caller, id, (found, now) -> resolutions.resolve(found, CaseActor.of(caller), text, now));
    }

    @Idempotent
    @PostMapping("/reopening")
    public ResponseEntity<CaseView> reopen(
            @PathVariable String id,
            Caller caller,
            @Valid @RequestBody(required = false) @Nullable Reopening reopening) {
        var reason = reopening == null || reopening.reason() == null ? "" : reopening.reason();
        var asReporter = !CaseAccessService.worksAtTheDesk(caller);
        return answer(caller, id, (found, now) -> reopenings.reopen(found, caller.subject(), asReporter, reason, now));
    }
}
