package dev.boxoffice.support.cases.work;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
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

    record Wait(@Nullable @Size(max = MAX_TEXT) String question) {}

    private final CaseConversationService conversation;

    CaseReplyController(CaseConversationService conversation, CaseAccessService access, Clock clock) {
        super(access, clock);
        this.conversation = conversation;
    }

    @Idempotent
    @PostMapping("/replies")
    public ResponseEntity<CaseView> reply(@PathVariable String id, Caller caller, @Valid @RequestBody Reply reply) {
        return answer(
                caller,
                id,
                (found, now) -> CaseAccessService.worksAtTheDesk(caller)
                        ? conversation.replyAsAgent(found, CaseActor.of(caller), reply.body(), now)
                        : conversation.replyAsReporter(found, caller.subject(), reply.body(), now));
    }

    @Idempotent
    @PostMapping("/wait")
    public ResponseEntity<CaseView> await(
            @PathVariable String id, Caller caller, @Valid @RequestBody(required = false) @Nullable Wait wait) {
        var question = wait == null ? null : wait.question();
        return answer(caller, id, (found, now) -> conversation.await(found, CaseActor.of(caller), question, now));
    }

    @PostMapping("/resumption")
    public ResponseEntity<CaseView> resume(@PathVariable String id, Caller caller) {
        return answer(caller, id, (found, now) -> conversation.resumeAsAgent(found, CaseActor.of(caller), now));
    }
}
