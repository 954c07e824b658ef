package dev.boxoffice.booking.seats;

import dev.boxoffice.platform.worker.Worker;
import org.springframework.stereotype.Component;

/// Keeps the mirror repaired, and its outbox short.
@Component
class MirrorRepairWorker extends Worker {

    private final MirrorOutboxRepository outbox;
    private final MirrorRepairService repairs;

    MirrorRepairWorker(MirrorOutboxRepository outbox, MirrorRepairService repairs, MirrorProperties properties) {
        super("mirror-repair", properties.poll());
        this.outbox = outbox;
        this.repairs = repairs;
    }

    @Override
    protected boolean runOnce() {
        outbox.deleteDone();
        return repairs.repairBatch();
    }
}
