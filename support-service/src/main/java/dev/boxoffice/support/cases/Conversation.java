package dev.boxoffice.support.cases;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.clock.ClockKind;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.clock.FreezeReason;
import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.notice.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Agent and reporter talk; while the desk waits for the reporter, the clocks stand still.
@Service
class Conversation {

    /// The one source of this kind of freeze.
    static final String WAIT = "wait";

    private final Workbench workbench;
    private final Cases cases;
    private final Clocks clocks;
    private final Notices notices;
    private final AuditTrail audit;

    Conversation(Workbench workbench, Cases cases, Clocks clocks, Notices notices, AuditTrail audit) {
        this.workbench = workbench;
        this.cases = cases;
        this.clocks = clocks;
        this.notices = notices;
        this.audit = audit;
    }

    /// The first answer of an agent stops the first-response clock.
    @Transactional
    public CaseOutcome replyAsAgent(UUID id, Actor actor, String body, Instant now) {
        return workbench.onOwnCase(id, actor, "replied to", now, owned -> {
            notices.tell(List.of(id), MessageKind.AGENT, actor.id(), null, body, now);
            clocks.stop(List.of(id), List.of(ClockKind.FIRST_RESPONSE), now);
            acted(owned, owned.status(), EventType.REPLIED, actor.id(), now, Map.of());
        });
    }

    /// An answer the desk waited for sets the clocks going again.
    @Transactional
    public CaseOutcome replyAsReporter(UUID id, String reporter, String body, Instant now) {
        var locked =
                cases.lock(id).filter(found -> found.isReportedBy(reporter)).orElse(null);
        if (locked == null) {
            return new CaseOutcome.NotFound();
        }
        if (!locked.status().isOpen()) {
            return new CaseOutcome.NotNow(locked.status(), "replied to; reopen it first");
        }
        notices.keep(id, reporter, body, now);
        audit.ofCase(id, EventType.CUSTOMER_REPLIED, reporter, now, Map.of());
        if (locked.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
            resume(locked, reporter, now);
        } else {
            cases.touch(id, now);
        }
        return new CaseOutcome.Done(cases.get(id));
    }

    /// Waits for the reporter. Waiting already is no second pause.
    @Transactional
    public CaseOutcome await(UUID id, Actor actor, @Nullable String question, Instant now) {
        return workbench.onOwnCase(id, actor, "made to wait", now, owned -> {
            if (owned.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
                return;
            }
            if (question != null && !question.isBlank()) {
                notices.tell(List.of(id), MessageKind.AGENT, actor.id(), null, question, now);
                clocks.stop(List.of(id), List.of(ClockKind.FIRST_RESPONSE), now);
            }
            clocks.freeze(List.of(id), FreezeReason.WAITING_FOR_CUSTOMER, WAIT, now);
            acted(owned, CaseStatus.WAITING_FOR_CUSTOMER, EventType.WAITING_FOR_CUSTOMER, actor.id(), now, Map.of());
        });
    }

    @Transactional
    public CaseOutcome resumeAsAgent(UUID id, Actor actor, Instant now) {
        return workbench.onOwnCase(id, actor, "resumed", now, owned -> {
            if (owned.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
                resume(owned, actor.id(), now);
            }
        });
    }

    private void resume(SupportCase waiting, String by, Instant now) {
        clocks.thaw(List.of(waiting.id()), FreezeReason.WAITING_FOR_CUSTOMER, WAIT, now);
        acted(waiting, CaseStatus.IN_PROGRESS, EventType.RESUMED, by, now, Map.of());
    }

    private void acted(
            SupportCase on, CaseStatus becomes, EventType what, String by, Instant now, Map<String, ?> data) {
        cases.acted(on.id(), becomes, now);
        audit.ofCase(on.id(), what, by, now, data);
    }
}
