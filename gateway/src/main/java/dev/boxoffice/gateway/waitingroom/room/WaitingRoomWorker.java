package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.platform.worker.Worker;
import org.springframework.stereotype.Component;

/// Moves all waiting rooms on, once a tick. While Redis is out everybody keeps their place, and no room moves.
@Component
class WaitingRoomWorker extends Worker {

    private final WaitingRoomService rooms;
    private final ReserveRateService rates;

    WaitingRoomWorker(WaitingRoomService rooms, ReserveRateService rates, QueueProperties properties) {
        super("waiting-room", properties.tick());
        this.rooms = rooms;
        this.rates = rates;
    }

    @Override
    protected boolean runOnce() {
        rates.flush().then(rooms.tickAll()).block(); // the worker's own thread may wait
        return false;
    }
}
