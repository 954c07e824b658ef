package dev.boxoffice.booking.hold.store;

import java.util.List;

/// Which seats Redis may take.
public sealed interface SeatChoice {

    /// These and no others.
    record Exactly(List<Integer> ordinals) implements SeatChoice {}

    /// Alternatives of equal size: the first free one. That all are taken is not the request's last word.
    record FirstFree(List<List<Integer>> alternatives) implements SeatChoice {}

    /// Whatever is free in rows, given in order of preference: together in one row, else spread.
    record AnyIn(List<Range> rows) implements SeatChoice {}

    /// @param last ordinal, included
    record Range(int first, int last) {}
}
