package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.incident.member.IncidentMemberService;
import dev.boxoffice.support.incident.work.IncidentAcknowledgementService;
import dev.boxoffice.support.incident.work.IncidentUpdateService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Incident mode: acknowledged, joined by cases, and kept up to date.
@RestController
@RequestMapping("/support/incidents/{id}")
class IncidentUpdateController extends IncidentAnswerController {

    record NewMembers(
            @Nullable @Size(max = 1000) List<String> caseIds,

            @Nullable String caseId) {}

    record Update(@NotBlank @Size(max = MAX_TEXT) String message) {}

    private final IncidentAcknowledgementService acknowledgements;
    private final IncidentMemberService members;
    private final IncidentUpdateService updates;
    private final Clock clock;

    IncidentUpdateController(
            IncidentAcknowledgementService acknowledgements,
            IncidentMemberService members,
            IncidentUpdateService updates,
            IncidentViewService views,
            Clock clock) {
        super(views);
        this.acknowledgements = acknowledgements;
        this.members = members;
        this.updates = updates;
        this.clock = clock;
    }

    @Idempotent
    @PostMapping("/acknowledgement")
    public ResponseEntity<IncidentView> acknowledge(@PathVariable String id, Caller caller) {
        return answer(acknowledgements.acknowledge(known(id), caller.subject(), UtcTime.now(clock)), caller);
    }

    @Idempotent
    @PostMapping("/members")
    public ResponseEntity<IncidentView> join(
            @PathVariable String id, Caller caller, @Valid @RequestBody NewMembers wanted) {
        var texts = new ArrayList<String>(wanted.caseIds() == null ? List.of() : wanted.caseIds());
        if (wanted.caseId() != null) {
            texts.add(wanted.caseId());
        }
        var errors = FieldErrors.collect().rejectIf(texts.isEmpty(), "caseIds", "must name a case");
        var cases = IncidentIds.readAll(texts, errors);
        return answer(members.add(known(id), cases, caller.subject(), UtcTime.now(clock)), caller);
    }

    @Idempotent
    @PostMapping("/updates")
    public ResponseEntity<IncidentView> update(
            @PathVariable String id, Caller caller, @Valid @RequestBody Update update) {
        return answer(updates.update(known(id), update.message(), caller.subject(), UtcTime.now(clock)), caller);
    }
}
