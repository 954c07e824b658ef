package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.history.HistoryEventType;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// While the desk waits for the reporter, the clocks stand still.
@Service
class CaseWaitService {

    private final CaseOwnershipService ownership;
    private final CaseAnswerService answers;
    private final CaseActivityService activity;
    private final CaseResumptionService resumption;

    CaseWaitService(
            CaseOwnershipService ownership,
            CaseAnswerService answers,
            CaseActivityService activity,
            CaseResumptionService resumption) {
        this.ownership = ownership;
        this.answers = answers;
        this.activity = activity;
        this.resumption = resumption;
    }

    /// Waits for the reporter, who is asked something, be it one question more.
    @Transactional
    public CaseOutcome await(UUID id, CaseActor actor, String question, Instant now) {
        return ownership.changeOwned(id, actor, "made to wait", now, owned -> {
            answers.ask(id, actor.id(), question, now);
            activity.act(
                    owned, CaseStatus.WAITING_FOR_CUSTOMER, HistoryEventType.WAITING_FOR_CUSTOMER, actor.id(), now);
        });
    }

    @Transactional
    public CaseOutcome resume(UUID id, CaseActor actor, Instant now) {
        return ownership.changeOwned(
                id, actor, "resumed", now, owned -> resumption.resumeIfWaiting(owned, actor.id(), now));
    }
}
