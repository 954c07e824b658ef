package dev.boxoffice.event.listing.change;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// From when until when an event is sold, as far as its organiser has said it.
public record SaleWindow(@Nullable Instant from, @Nullable Instant until) {

    /// Goes along with its event. What lies behind stays: a sale that has begun goes on, and one that is over
    /// stays over. Its end keeps its distance to the start, and is not known while the start is not. Its beginning
    /// has been announced, so it moves only where the event would have begun, or the sale have ended, before.
    ///
    /// @param fromStart when the event started until now; null where that was not known
    /// @param zone of the venue
    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where it would begin too late nevertheless
    public SaleWindow movedWith(@Nullable Instant fromStart, EventMove move, ZoneId zone, Instant now) {
        var start = move.startsAt();
        if (until != null && !until.isAfter(now)) {
            return this;
        }
        if (start == null) {
            return new SaleWindow(from, null);
        }
        var end = notBefore(now, moved(until, fromStart, start, zone));
        var overAt = EventDetails.overAt(start, move.endsAt());
        if (end != null && overAt != null && end.isAfter(overAt)) {
            end = overAt;
        }
        var last = end == null || start.isBefore(end) ? start : end;
        var begin = isBefore(from, last) ? from : ahead(now, moved(from, fromStart, start, zone));
        if (!isBefore(begin, last)) {
            throw FieldErrors.single("startsAt", "must be after salesStartAt, when the sale begins");
        }
        return new SaleWindow(begin, end);
    }

    private static @Nullable Instant moved(
            @Nullable Instant moment, @Nullable Instant fromStart, Instant start, ZoneId zone) {
        return fromStart == null || fromStart.equals(start)
                ? moment
                : new StartMove(fromStart, start, zone).moved(moment);
    }

    /// A sale that goes on has not ended before now.
    private static @Nullable Instant notBefore(Instant now, @Nullable Instant moment) {
        return moment == null || moment.isAfter(now) ? moment : now.truncatedTo(ChronoUnit.MILLIS);
    }

    /// A beginning that would lie behind is none: the sale is open.
    private static @Nullable Instant ahead(Instant now, @Nullable Instant moment) {
        return moment == null || moment.isAfter(now) ? moment : null;
    }

    private static boolean isBefore(@Nullable Instant begin, Instant end) {
        return begin == null || begin.isBefore(end);
    }
}
