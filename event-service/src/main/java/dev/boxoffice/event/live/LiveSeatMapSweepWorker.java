package dev.boxoffice.event.live;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Takes the seats of events that nobody looks at any more out of memory.
@Component
class LiveSeatMapSweepWorker extends Worker {

    private final LiveSeatMapService seatMaps;

    LiveSeatMapSweepWorker(LiveSeatMapService seatMaps) {
        super("live-seat-map-sweep", Duration.ofSeconds(5));
        this.seatMaps = seatMaps;
    }

    @Override
    protected boolean runOnce() {
        seatMaps.sweep();
        return false;
    }
}
