package dev.boxoffice.support.cases.work;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers to a case, and waiting for them.
@RestController
@RequestMapping("/support/cases/{id}")
class CaseReplyController extends CaseActionController {

    record Reply(@NotBlank @Size(max = MAX_TEXT) String body) {}

    record Wait(@NotBlank @Size(max = MAX_TEXT) String question) {}

    private final CaseConversationService conversation;
    private final ReporterReplyService reporters;
    private final CaseWaitService waits;

    CaseReplyController(
            CaseConversationService conversation,
            ReporterReplyService reporters,
            CaseWaitService waits,
            CaseAccessService access,
            Clock clock) {
        super(access, clock);
        this.conversation = conversation;
        this.reporters = reporters;
        this.waits = waits;
    }

    @Idempotent
    @PostMapping("/replies")
    public ResponseEntity<CaseView> reply(@PathVariable String id, Caller caller, @Valid @RequestBody Reply reply) {
        return answer(
                caller,
                id,
                (found, now) -> CaseAccessService.worksAtTheDesk(caller)
                        ? conversation.reply(found, CaseActor.of(caller), reply.body(), now)
                        : reporters.reply(found, caller.subject(), reply.body(), now));
    }

    @Idempotent
    @PostMapping("/wait")
    public ResponseEntity<CaseView> await(@PathVariable String id, Caller caller, @Valid @RequestBody Wait wait) {
        return answer(caller, id, (found, now) -> waits.await(found, CaseActor.of(caller), wait.question(), now));
    }

    @PostMapping("/resumption")
    public ResponseEntity<CaseView> resume(@PathVariable String id, Caller caller) {
        return answer(caller, id, (found, now) -> waits.resume(found, CaseActor.of(caller), now));
    }
}
