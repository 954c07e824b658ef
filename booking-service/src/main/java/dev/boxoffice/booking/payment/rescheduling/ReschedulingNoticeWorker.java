package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks for moved events whose buyers are still to be told.
@Component
class ReschedulingNoticeWorker extends Worker {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ReschedulingNoticeService notices;
    private final Clock clock;

    ReschedulingNoticeWorker(ReschedulingNoticeService notices, Clock clock) {
        super("rescheduling-notices", PAUSE);
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        return notices.tellSome(clock.instant());
    }
}
