package dev.boxoffice.booking.hold.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a hold may be paid for.
public sealed interface HoldStanding {

    /// @param admission id of the waiting room's admission it was taken with
    record Alive(@Nullable String admission) implements HoldStanding {}

    record Ended() implements HoldStanding {}

    /// Too many cards of its buyer were declined; it is released.
    record Exhausted(Duration retryAfter) implements HoldStanding {}

    /// As many cards of its buyer are being tried as may be declined; it stays as it is.
    record Crowded() implements HoldStanding {}

    /// It was not guaranteed, and another buyer holds these seats by now.
    record LostTo(List<Integer> ordinals) implements HoldStanding {}
}
