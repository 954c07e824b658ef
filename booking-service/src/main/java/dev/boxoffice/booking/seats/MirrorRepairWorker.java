package dev.boxoffice.booking.seats;

import dev.boxoffice.platform.worker.Worker;
import org.springframework.stereotype.Component;

/// Keeps the mirror repaired.
@Component
class MirrorRepairWorker extends Worker {

    private final MirrorRepairService repairs;

    MirrorRepairWorker(MirrorRepairService repairs, MirrorProperties properties) {
        super("mirror-repair", properties.poll());
        this.repairs = repairs;
    }

    @Override
    protected boolean runOnce() {
        var mayBeMoreOverdue = repairs.repairBatch();
        return repairs.showOpenPayments() || mayBeMoreOverdue;
    }
}
