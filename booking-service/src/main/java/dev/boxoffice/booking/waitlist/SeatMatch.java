package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.catalogue.layout.SeatLayout;
import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Which of the seats that are free a party can be offered: seats side by side, or places of one standing
/// section. A party that cannot sit together is offered nothing.
final class SeatMatch {

    private SeatMatch() {}

    /// The shortest row of free neighbours that is long enough, so that longer ones are left to larger parties.
    ///
    /// @param free ordinals
    /// @param isGood whether these very seats can be sold to the party
    static Optional<List<Integer>> find(
            SeatLayout layout, BitSet free, WaitlistEntry party, Predicate<List<Integer>> isGood) {
        return layout.sections().stream()
                .filter(section ->
                        party.sections().isEmpty() || party.sections().contains(section.name()))
                .flatMap(section -> runs(section, free).stream())
                .filter(run -> run.size() >= party.quantity())
                .sorted(Comparator.comparingInt(List::size))
                .map(run -> List.copyOf(run.subList(0, party.quantity())))
                .filter(isGood)
                .findFirst();
    }

    private static List<List<Integer>> runs(Section section, BitSet free) {
        if (!section.isSeated()) {
            return List.of(IntStream.rangeClosed(section.first(), section.last())
                    .filter(free::get)
                    .boxed()
                    .toList());
        }
        var found = new ArrayList<List<Integer>>();
        for (var row : section.rows()) {
            for (var run = 0; run < row.runs().size(); run++) {
                addRuns(row.runs().get(run), row.lastOf(run), free, found);
            }
        }
        return found;
    }

    private static void addRuns(int from, int to, BitSet free, List<List<Integer>> found) {
        for (var first = free.nextSetBit(from); first >= 0 && first <= to; ) {
            var end = Math.min(free.nextClearBit(first), to + 1);
            found.add(IntStream.range(first, end).boxed().toList());
            first = free.nextSetBit(end);
        }
    }
}
