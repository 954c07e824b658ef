package dev.boxoffice.booking.hold.store;

import java.util.List;

/// Which seats Redis may take.
public sealed interface SeatChoice {

    /// These and no others.
    ///
    /// @param around who sits around them, as the script reads it; empty where single seats may be left
    record Exactly(List<Integer> ordinals, String around) implements SeatChoice {}

    /// Alternatives of equal size: the first free one. That all are taken is not the request's last word.
    record FirstFree(List<List<Integer>> alternatives) implements SeatChoice {}

    /// Any so many that are free of these, in order. That too few are is not the request's last word.
    record AnyOf(List<Integer> candidates) implements SeatChoice {}

    /// There is nothing to take; Redis says what else is in the way, or that all is sold.
    record Nothing() implements SeatChoice {}

    /// Its seats, one alternative after the other.
    default List<Integer> ordinals() {
        return switch (this) {
            case Exactly(var wanted, var _) -> wanted;
            case FirstFree(var alternatives) ->
                alternatives.stream().flatMap(List::stream).toList();
            case AnyOf(var candidates) -> candidates;
            case Nothing() -> List.of();
        };
    }
}
