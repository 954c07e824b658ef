package dev.boxoffice.support.cases.deadline;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.resolution.CaseResolutionService;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Resolves a case whose reporter has not answered for long. They may reopen it.
@Component
class WaitEndTimerHandler implements TimerHandler {

    private static final String TEXT =
            "We have not heard from you and take it that your question is settled." + " Reopen the case if it is not.";

    private final CaseRepository cases;
    private final CaseResolutionService resolution;

    WaitEndTimerHandler(CaseRepository cases, CaseResolutionService resolution) {
        this.cases = cases;
        this.resolution = resolution;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.WAIT_END;
    }

    @Override
    public void handle(UUID caseId, Instant now) {
        cases.lock(caseId)
                .filter(waiting -> waiting.status() == CaseStatus.WAITING_FOR_CUSTOMER)
                .ifPresent(waiting -> resolution.resolveUnanswered(waiting, TEXT, now));
    }
}
