package dev.boxoffice.support.clock;

import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Looks at a clock at its deadline. One that was frozen, moved or stopped meanwhile is left alone: the update
/// decides.
@Component
class SlaClockTimerHandler implements TimerHandler {

    private final SlaClockRepository clocks;
    private final SlaBreachService breaches;

    SlaClockTimerHandler(SlaClockRepository clocks, SlaBreachService breaches) {
        this.clocks = clocks;
        this.breaches = breaches;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.CLOCK_DUE;
    }

    /// Cases are locked before clocks everywhere; doing it here too keeps a breach out of a deadlock with a
    /// resolution.
    @Override
    public void handle(UUID clockId, Instant now) {
        clocks.lockCaseOf(clockId);
        breaches.recordByClock(clockId, now);
    }
}
