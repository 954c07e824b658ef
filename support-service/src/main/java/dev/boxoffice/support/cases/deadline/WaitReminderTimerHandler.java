package dev.boxoffice.support.cases.deadline;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Reminds a reporter of a question that is still open.
@Component
class WaitReminderTimerHandler implements TimerHandler {

    private static final String REMINDER =
            "We still need your answer to go on with your case. Please answer the question above.";

    private final CaseRepository cases;
    private final CaseMessageRepository messages;
    private final HistoryRepository history;

    WaitReminderTimerHandler(CaseRepository cases, CaseMessageRepository messages, HistoryRepository history) {
        this.cases = cases;
        this.messages = messages;
        this.history = history;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.WAIT_REMINDER;
    }

    @Override
    public void handle(UUID caseId, Instant now) {
        cases.lock(caseId)
                .filter(waiting -> waiting.status() == CaseStatus.WAITING_FOR_CUSTOMER)
                .ifPresent(waiting -> remind(waiting, now));
    }

    private void remind(SupportCase waiting, Instant now) {
        messages.tell(List.of(waiting.id()), CaseMessageKind.AGENT, HistoryRepository.DESK, null, REMINDER, now);
        history.recordForCase(waiting.id(), HistoryEventType.REMINDED, HistoryRepository.DESK, now, Map.of());
    }
}
