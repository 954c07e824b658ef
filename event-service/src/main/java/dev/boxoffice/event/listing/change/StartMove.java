package dev.boxoffice.event.listing.change;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Where a moment goes when the start it hangs on moves: as far before or after it as it was, in whole days
/// of the calendar and the rest by the clock. A sale that opened at ten in the morning does so again, on
/// either side of a change of the clocks; doors and end keep their distance to the minute.
///
/// @param zone whose calendar and clocks count
public record StartMove(Instant from, Instant to, ZoneId zone) {

    public @Nullable Instant moved(@Nullable Instant moment) {
        if (moment == null) {
            return null;
        }
        var local = moment.atZone(zone);
        var days = ChronoUnit.DAYS.between(local, from.atZone(zone));
        var rest = Duration.between(local.plusDays(days).toInstant(), from);
        return to.minus(rest).atZone(zone).minusDays(days).toInstant();
    }
}
