package dev.boxoffice.event.waitingroom;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Takes checkpoints of all waiting rooms; what happened since the last one is proven by place tokens alone.
@Component
class WaitingRoomCheckpointWorker extends Worker {

    private final WaitingRoomCheckpointService checkpoints;

    WaitingRoomCheckpointWorker(WaitingRoomCheckpointService checkpoints) {
        super("waiting-room-checkpoints", Duration.ofSeconds(1));
        this.checkpoints = checkpoints;
    }

    @Override
    protected boolean runOnce() {
        checkpoints.takeCheckpoints();
        return false;
    }
}
