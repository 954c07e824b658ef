package dev.boxoffice.event.waitingroom;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Keeps a checkpoint of every waiting room, and restores a lost one when a gateway asks.
@Service
class WaitingRoomCheckpointService {

    /// For how long a room that no longer moves is remembered; gateways keep places as long.
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private final WaitingRoomStateStore states;
    private final WaitingRoomCheckpointRepository checkpoints;
    private final Clock clock;

    WaitingRoomCheckpointService(
            WaitingRoomStateStore states, WaitingRoomCheckpointRepository checkpoints, Clock clock) {
        this.states = states;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    void takeCheckpoints() {
        var states = this.states.findAll();
        if (!states.isEmpty()) {
            checkpoints.saveAll(states, clock.instant());
        }
    }

    /// Whether there was one to restore.
    boolean restore(UUID event) {
        var checkpoint = checkpoints.find(event, clock.instant().minus(KEPT_FOR));
        checkpoint.ifPresent(states::restore);
        return checkpoint.isPresent();
    }
}
