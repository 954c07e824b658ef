package dev.boxoffice.gateway.waitingroom.draw;

import org.jspecify.annotations.Nullable;

/// The order of an event's waiting room at one moment: which turn a place has, and how many are before it.
///
/// Before the draw a place is only a lot. The draw happens once: the places up to `boundary` change their turns among
/// each other; later places keep theirs, which is their number.
///
/// @param base the first number
/// @param serving turns below it have been called
/// @param next the number of the next place
/// @param gaps numbers that nobody has, among turns
/// @param boundary the first place that was not drawn
/// @param lotGaps numbers that nobody had when the draw was held
/// @param draw absent before the draw
public record QueueOrder(
        long base,
        long serving,
        long next,
        PlaceGaps gaps,
        long boundary,
        PlaceGaps lotGaps,
        @Nullable Draw draw) {

    public boolean isDrawn() {
        return draw != null;
    }

    /// The turn of a place.
    public long turn(long place) {
        if (draw == null) {
            throw new IllegalStateException("Before the draw nobody has a turn");
        }
        if (place >= boundary) {
            return place;
        }
        if (place < base || lotGaps.contain(place)) {
            // Proven, but unknown to the draw (Redis had lost it): right behind those who were drawn.
            return boundary - 1;
        }
        return base + draw.of(lotGaps.places(base, place));
    }

    /// 1 for whoever is next; 0 for whoever has been called.
    public long position(long turn) {
        return turn < serving ? 0 : gaps.places(serving, turn) + 1;
    }

    /// How many have a place and have not been called.
    public long waiting() {
        return isDrawn() ? gaps.places(serving, next) : gaps.places(base, next);
    }

    /// Counts turns instead of numbers, for everybody's subtraction.
    public long count(long turn) {
        return gaps.places(base, turn);
    }
}
