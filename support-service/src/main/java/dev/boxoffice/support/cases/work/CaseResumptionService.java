package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.clock.SlaFreezeReason;
import dev.boxoffice.support.history.HistoryEventType;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Sets the clocks of a case that waited for its reporter going again. Where its owner has gone meanwhile it goes back
/// to its queue.
@Service
public class CaseResumptionService {

    private final SlaClockService clocks;
    private final CaseActivityService activity;
    private final CaseGiveBackService giveBacks;

    CaseResumptionService(SlaClockService clocks, CaseActivityService activity, CaseGiveBackService giveBacks) {
        this.clocks = clocks;
        this.activity = activity;
        this.giveBacks = giveBacks;
    }

    /// @param locked the case, whose row the caller has locked
    @Transactional(propagation = Propagation.MANDATORY)
    public void resumeIfWaiting(SupportCase locked, String by, Instant now) {
        if (locked.status() != CaseStatus.WAITING_FOR_CUSTOMER) {
            return;
        }
        clocks.thaw(List.of(locked.id()), SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
        activity.act(locked, CaseStatus.IN_PROGRESS, HistoryEventType.RESUMED, by, now);
        giveBacks.giveBackIfOwnerIsGone(locked.id(), now);
    }
}
