package dev.boxoffice.event.waitingroom;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks for what gateways have left for the audit.
@Component
class WaitingRoomAuditWorker extends Worker {

    private final WaitingRoomAuditService audit;

    WaitingRoomAuditWorker(WaitingRoomAuditService audit) {
        super("waiting-room-audit", Duration.ofSeconds(1));
        this.audit = audit;
    }

    @Override
    protected boolean runOnce() {
        audit.takeIn();
        return false;
    }
}
