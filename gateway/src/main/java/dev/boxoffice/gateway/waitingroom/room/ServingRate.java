package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How fast a waiting room has been calling lately, and how long that makes others wait.
final class ServingRate {

    /// How strongly one tick moves the observed rate: about the last half minute counts.
    private static final double WEIGHT = 1.0 / 30;

    /// Two readings closer together than this say nothing about the rate.
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

    private static final double UNKNOWN = -1;

    private volatile double perSecond = UNKNOWN;

    void observe(WaitingRoomState before, WaitingRoomState after) {
        Duration between = Duration.between(before.asOf(), after.asOf());
        if (between.compareTo(LEAST_INTERVAL) < 0) {
            return;
        }
        QueueOrder order = after.order();
        double rate = order.gaps().places(before.order().serving(), order.serving()) / (between.toMillis() / 1_000.0);
        perSecond = perSecond < 0 ? rate : perSecond + (rate - perSecond) * WEIGHT;
    }

    double perMinute() {
        return Math.round(Math.max(0, perSecond) * 600) / 10.0;
    }

    /// By what happened lately, and at most as fast as allowed; null while nothing moves.
    @Nullable
    Long estimatedWaitSeconds(long position, int admitPerMinute) {
        double allowed = admitPerMinute / 60.0;
        double rate = perSecond > 0 ? Math.min(allowed, perSecond) : allowed;
        return rate <= 0 ? null : (long) Math.ceil(position / rate);
    }
}
