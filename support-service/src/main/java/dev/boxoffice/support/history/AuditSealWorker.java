package dev.boxoffice.support.history;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Seals what has been written since.
@Component
class AuditSealWorker extends Worker {

    private static final Duration POLL = Duration.ofMinutes(1);

    private final AuditSealService seals;
    private final Clock clock;

    AuditSealWorker(AuditSealService seals, Clock clock) {
        super("audit-seal", POLL);
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        seals.seal(UtcTime.now(clock));
        return false;
    }
}
