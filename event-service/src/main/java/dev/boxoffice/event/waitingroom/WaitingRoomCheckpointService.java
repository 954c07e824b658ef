package dev.boxoffice.event.waitingroom;

import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/// Keeps a checkpoint of every waiting room, and brings a lost one back when a gateway asks.
@Service
class WaitingRoomCheckpointService {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoomCheckpointService.class);

    private final WaitingRoomStateStore states;
    private final WaitingRoomCheckpointRepository checkpoints;
    private final WaitingRoomCheckpointProperties properties;
    private final Clock clock;

    WaitingRoomCheckpointService(WaitingRoomStateStore states, WaitingRoomCheckpointRepository checkpoints, WaitingRoomCheckpointProperties properties, Clock clock) {
        this.states = states;
        this.checkpoints = checkpoints;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${boxoffice.waiting-room.checkpoint-interval:1s}")
    void keepCheckpoints() {
        var seen = states.look();
        if (seen.isEmpty()) {
            return;
        }
        try {
            checkpoints.keep(seen, clock.instant());
        } catch (DataAccessException outage) {
            log.warn("Waiting rooms have no new checkpoint: {}", outage.toString());
        }
    }

    /// Whether there was one to bring back.
    boolean restore(UUID event) {
        var remembered = checkpoints.find(event, clock.instant().minus(properties.keep()));
        remembered.ifPresent(states::bringBack);
        return remembered.isPresent();
    }
}
