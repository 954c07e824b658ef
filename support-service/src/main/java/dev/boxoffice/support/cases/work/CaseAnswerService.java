package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.clock.SlaClockKind;
import dev.boxoffice.support.clock.SlaClockService;
import dev.boxoffice.support.clock.SlaFreezeReason;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What agent and reporter say to one another.
@Service
class CaseAnswerService {

    private final CaseMessageRepository messages;
    private final SlaClockService clocks;
    private final CaseTimerService timers;

    CaseAnswerService(CaseMessageRepository messages, SlaClockService clocks, CaseTimerService timers) {
        this.messages = messages;
        this.clocks = clocks;
        this.timers = timers;
    }

    /// The first answer of an agent stops the first-response clock.
    void answer(UUID id, String agent, String body, Instant now) {
        messages.tell(List.of(id), CaseMessageKind.AGENT, agent, null, body, now);
        clocks.stop(List.of(id), List.of(SlaClockKind.FIRST_RESPONSE), now);
    }

    /// The clocks stand still until the reporter answers, who is reminded, and not waited for without end. Asked again
    /// they stand still as before, and the time to answer begins anew.
    void ask(UUID id, String agent, String question, Instant now) {
        answer(id, agent, question, now);
        clocks.freeze(List.of(id), SlaFreezeReason.WAITING_FOR_CUSTOMER, SlaFreezeReason.WAIT, now);
        timers.armWait(id, now);
    }

    void insertFromReporter(UUID id, String reporter, String body, Instant now) {
        messages.insertFromReporter(id, reporter, body, now);
    }
}
