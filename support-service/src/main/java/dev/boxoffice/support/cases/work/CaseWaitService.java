package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.clock.SlaFreezeReason;
import dev.boxoffice.support.history.HistoryEventType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// While the desk waits for the reporter, the clocks stand still.
@Service
class CaseWaitService {

    private final CaseOwnershipService ownership;
    private final CaseAnswerService answers;
    private final SlaClockService clocks;
    private final CaseActivityService activity;
    private final CaseTimerService timers;

    CaseWaitService(
            CaseOwnershipService ownership,
            CaseAnswerService answers,
            SlaClockService clocks,
            CaseActivityService activity,
            CaseTimerService timers) {
        this.ownership = ownership;
        this.answers = answers;
        this.clocks = clocks;
        this.activity = activity;
        this.timers = timers;
    }

    /// Waits for the reporter, who is asked something, reminded, and not waited for without end. Waiting already is no
    /// second pause.
    @Transactional
    public CaseOutcome await(UUID id, CaseActor actor, String question, Instant now) {
        return ownership.changeOwned(id, actor, "made to wait", now, owned -> {
            if (owned.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
                return;
            }
            answers.answer(id, actor.id(), question, now);
            clocks.freeze(List.of(id), SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
            timers.armWait(id, now);
            activity.act(
                    owned, CaseStatus.WAITING_FOR_CUSTOMER, HistoryEventType.WAITING_FOR_CUSTOMER, actor.id(), now);
        });
    }

    @Transactional
    public CaseOutcome resume(UUID id, CaseActor actor, Instant now) {
        return ownership.changeOwned(id, actor, "resumed", now, owned -> {
            if (owned.status() == CaseStatus.WAITING_FOR_CUSTOMER) {
                resume(owned, actor.id(), now);
            }
        });
    }

    void resume(SupportCase waiting, String by, Instant now) {
        clocks.thaw(List.of(waiting.id()), SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
        activity.act(waiting, CaseStatus.IN_PROGRESS, HistoryEventType.RESUMED, by, now);
    }
}
