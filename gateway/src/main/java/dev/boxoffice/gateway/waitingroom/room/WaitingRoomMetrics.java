package dev.boxoffice.gateway.waitingroom.room;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/// The waiting rooms as gauges: how many wait and are inside, and whether any room stands still.
@Component
class WaitingRoomMetrics {

    private final WaitingRoomService rooms;
    private final Clock clock;

    WaitingRoomMetrics(WaitingRoomService rooms, Clock clock, MeterRegistry metrics) {
        this.rooms = rooms;
        this.clock = clock;
        metrics.gauge("boxoffice_queue_waiting", this, WaitingRoomMetrics::waiting);
        metrics.gauge("boxoffice_queue_inside", this, WaitingRoomMetrics::inside);
        metrics.gauge("boxoffice_queue_stalled_seconds", this, WaitingRoomMetrics::longestStalled);
        metrics.gauge("boxoffice_queue_tick_age_seconds", this, WaitingRoomMetrics::oldestTick);
    }

    private double waiting() {
        return sum(room -> room.state().waiting());
    }

    private double inside() {
        return sum(room -> room.state().admissions().active());
    }

    private double sum(ToLongFunction<WaitingRoom> of) {
        return rooms.all().stream().mapToLong(of).sum();
    }

    /// How long the queue of any room has stood still though it could move.
    private double longestStalled() {
        return longest(WaitingRoom::stalled);
    }

    /// The age of the oldest tick of any room: more than a few seconds says that nobody moves it on from here.
    private double oldestTick() {
        Instant now = clock.instant();
        return longest(room -> Duration.between(room.ticked(), now));
    }

    private double longest(Function<WaitingRoom, Duration> of) {
        return rooms.all().stream()
                        .map(of)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }
}
