package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.clock.SlaClockKind;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.clock.SlaFreezeReason;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Agent and reporter talk; while the desk waits for the reporter, the clocks stand still.
@Service
public class CaseConversationService {

    private final CaseOwnershipService ownership;
    private final CaseRepository cases;
    private final SlaClockService clocks;
    private final CaseMessageRepository messages;
    private final HistoryRepository history;

    CaseConversationService(
            CaseOwnershipService ownership,
            CaseRepository cases,
            SlaClockService clocks,
            CaseMessageRepository messages,
            HistoryRepository history) {
        this.ownership = ownership;
        this.cases = cases;
        this.clocks = clocks;
        this.messages = messages;
        this.history = history;
    }

    /// The first answer of an agent stops the first-response clock.
    @Transactional
    public CaseOutcome replyAsAgent(UUID id, CaseActor actor, String body, Instant now) {
        return ownership.changeOwned(id, actor, "replied to", now, owned -> {
            answer(id, actor, body, now);
            act(owned, owned.status(), HistoryEventType.REPLIED, actor.id(), now);
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
        messages.insertFromReporter(id, reporter, body, now);
        history.recordForCase(id, HistoryEventType.CUSTOMER_REPLIED, reporter, now, Map.of());
        if (locked.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
            resume(locked, reporter, now);
        } else {
            cases.touch(id, now);
        }
        return new CaseOutcome.Done(cases.get(id));
    }

    /// Waits for the reporter. Waiting already is no second pause.
    @Transactional
    public CaseOutcome await(UUID id, CaseActor actor, @Nullable String question, Instant now) {
        return ownership.changeOwned(id, actor, "made to wait", now, owned -> {
            if (owned.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
                return;
            }
            if (question != null && !question.isBlank()) {
                answer(id, actor, question, now);
            }
            clocks.freeze(List.of(id), SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
            act(owned, CaseStatus.WAITING_FOR_CUSTOMER, HistoryEventType.WAITING_FOR_CUSTOMER, actor.id(), now);
        });
    }

    private void answer(UUID id, CaseActor actor, String body, Instant now) {
        messages.tell(List.of(id), CaseMessageKind.AGENT, actor.id(), null, body, now);
        clocks.stop(List.of(id), List.of(SlaClockKind.FIRST_RESPONSE), now);
    }

    @Transactional
    public CaseOutcome resumeAsAgent(UUID id, CaseActor actor, Instant now) {
        return ownership.changeOwned(id, actor, "resumed", now, owned -> {
            if (owned.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
                resume(owned, actor.id(), now);
            }
        });
    }

    private void resume(SupportCase waiting, String by, Instant now) {
        clocks.thaw(List.of(waiting.id()), SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
        act(waiting, CaseStatus.IN_PROGRESS, HistoryEventType.RESUMED, by, now);
    }

    private void act(SupportCase on, CaseStatus becomes, HistoryEventType what, String by, Instant now) {
        cases.recordAction(on.id(), becomes, now);
        history.recordForCase(on.id(), what, by, now, Map.of());
    }
}
