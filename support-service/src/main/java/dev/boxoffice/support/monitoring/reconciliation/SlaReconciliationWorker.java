package dev.boxoffice.support.monitoring.reconciliation;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Compares deadlines with their histories now and then.
@Component
class SlaReconciliationWorker extends Worker {

    private static final Duration POLL = Duration.ofMinutes(5);

    private final SlaReconciliationService reconciliation;

    SlaReconciliationWorker(SlaReconciliationService reconciliation) {
        super("sla-reconciliation", POLL);
        this.reconciliation = reconciliation;
    }

    @Override
    protected boolean runOnce() {
        reconciliation.reconcile();
        return false;
    }
}
