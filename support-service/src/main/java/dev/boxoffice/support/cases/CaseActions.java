package dev.boxoffice.support.cases;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.SupportProblems;
import dev.boxoffice.support.UtcTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What people do to a case; each deed is a resource being made.
@RestController
@RequestMapping("/support/cases/{id}")
class CaseActions {

    private static final int MAX_TEXT = 10_000;

    record Reply(
            @JsonAlias({"message", "text"}) @NotBlank @Size(max = MAX_TEXT)
            String body) {}

    record Wait(
            @JsonAlias({"body", "message", "reason", "text"}) @Nullable @Size(max = MAX_TEXT)
            String question) {}

    record Transfer(
            @NotBlank @Size(max = 60) String queue,
            @Nullable @Size(max = 500) String reason) {}

    record Recategorisation(@NotBlank @Size(max = 60) String category) {}

    record Resolution(
            @JsonAlias({"body", "message", "text"}) @Nullable @Size(max = MAX_TEXT)
            String resolution) {}

    record Reopening(@Nullable @Size(max = MAX_TEXT) String reason) {}

    /// The services behind the deeds.
    @org.springframework.stereotype.Component
    record Deeds(
            Claims claims,
            Conversation conversation,
            Handover handover,
            Corrections corrections,
            Conclusion conclusion,
            dev.boxoffice.support.cases.Reopening reopening) {}

    private final Deeds deeds;
    private final CaseReader reader;
    private final Clock clock;

    CaseActions(Deeds deeds, CaseReader reader, Clock clock) {
        this.deeds = deeds;
        this.reader = reader;
        this.clock = clock;
    }

    @PostMapping("/claim")
    ResponseEntity<CaseView> claim(@PathVariable String id, Caller caller) {
        return answer(caller, id, (found, now) -> deeds.claims().claim(found, caller.subject(), now));
    }

    @Idempotent
    @PostMapping("/replies")
    public ResponseEntity<CaseView> reply(@PathVariable String id, Caller caller, @Valid @RequestBody Reply reply) {
        return answer(
                caller,
                id,
                (found, now) -> CaseReader.worksAtTheDesk(caller)
                        ? deeds.conversation().replyAsAgent(found, Actor.of(caller), reply.body(), now)
                        : deeds.conversation().replyAsReporter(found, caller.subject(), reply.body(), now));
    }

    @Idempotent
    @PostMapping("/wait")
    public ResponseEntity<CaseView> await(
            @PathVariable String id, Caller caller, @Valid @RequestBody(required = false) @Nullable Wait wait) {
        var question = wait == null ? null : wait.question();
        return answer(caller, id, (found, now) -> deeds.conversation().await(found, Actor.of(caller), question, now));
    }

    @PostMapping("/resumption")
    ResponseEntity<CaseView> resume(@PathVariable String id, Caller caller) {
        return answer(caller, id, (found, now) -> deeds.conversation().resumeAsAgent(found, Actor.of(caller), now));
    }

    @Idempotent
    @PostMapping("/transfer")
    public ResponseEntity<CaseView> transfer(
            @PathVariable String id, Caller caller, @Valid @RequestBody Transfer transfer) {
        var reason = transfer.reason() == null ? "" : transfer.reason();
        return answer(
                caller,
                id,
                (found, now) -> deeds.handover().transfer(found, Actor.of(caller), transfer.queue(), reason, now));
    }

    @Idempotent
    @PostMapping("/recategorisation")
    public ResponseEntity<CaseView> recategorise(
            @PathVariable String id, Caller caller, @Valid @RequestBody Recategorisation wanted) {
        var category = wanted.category().strip().toUpperCase(Locale.ROOT);
        return answer(
                caller, id, (found, now) -> deeds.corrections().recategorise(found, Actor.of(caller), category, now));
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
        var text = said == null ? "Your case is resolved. Reopen it if the problem comes back." : said;
        return answer(caller, id, (found, now) -> deeds.conclusion().resolve(found, Actor.of(caller), text, now));
    }

    @Idempotent
    @PostMapping("/reopening")
    public ResponseEntity<CaseView> reopen(
            @PathVariable String id,
            Caller caller,
            @Valid @RequestBody(required = false) @Nullable Reopening reopening) {
        var reason = reopening == null || reopening.reason() == null ? "" : reopening.reason();
        var asReporter = !CaseReader.worksAtTheDesk(caller);
        return answer(
                caller, id, (found, now) -> deeds.reopening().reopen(found, caller.subject(), asReporter, reason, now));
    }

    private ResponseEntity<CaseView> answer(Caller caller, String id, BiFunction<UUID, Instant, CaseOutcome> deed) {
        var found = TimeOrderedId.parse(id).orElseThrow(CaseReader::notFound);
        return switch (deed.apply(found, UtcTime.now(clock))) {
            case CaseOutcome.Done(var after) -> ResponseEntity.ok(reader.view(after, caller));
            case CaseOutcome.NotFound() -> throw CaseReader.notFound();
            case CaseOutcome.AlreadyOwned(var owner) ->
                Problem.of(SupportProblems.ALREADY_OWNED, "This case belongs to " + owner + ".")
                        .with("owner", owner)
                        .toResponse();
            case CaseOutcome.NotNow(var status, var wanted) ->
                Problem.of(SupportProblems.CASE_STATE, "A case that is " + status + " cannot be " + wanted + ".")
                        .with("caseStatus", status)
                        .toResponse();
            case CaseOutcome.CapacityReached(var capacity) ->
                Problem.of(SupportProblems.CAPACITY_REACHED, "Your profile allows " + capacity + " cases at a time.")
                        .with("capacity", capacity)
                        .toResponse();
        };
    }
}
