package dev.boxoffice.platform.servlet.audit;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;

/// Seals what has been written since.
public class AuditSealWorker extends Worker {

    private static final Duration POLL = Duration.ofMinutes(1);

    private final AuditSealService seals;
    private final Clock clock;

    public AuditSealWorker(AuditSealService seals, Clock clock) {
        super("audit-seal", POLL);
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        seals.seal(clock.instant());
        return false;
    }
}
