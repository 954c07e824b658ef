package dev.boxoffice.booking.hold.choice;

import dev.boxoffice.booking.catalogue.layout.SeatLayout.Row;
import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds seats for a party of which some need an accessible one, as a pure function.
///
/// All in one run before apart; without accessible seats, or seats of others' companions, that the party
/// does not need; with the companions' seats that belong to its own; then by level and quality. Where no
/// run holds them all, each accessible seat comes with its companion's, and the rest sit as near as can be.
final class AccessiblePartySeats implements SeatProposals {

    /// @param wasted seats kept for others that it takes
    /// @param missed companions' seats of its own accessible ones that it leaves
    private record Candidate(int wasted, int missed, int level, double cost, int first) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::wasted)
            .thenComparingInt(Candidate::missed)
            .thenComparingInt(Candidate::level)
            .thenComparingDouble(Candidate::cost)
            .thenComparingInt(Candidate::first);

    private final List<Section> sections;
    private final BitSet taken;
    private final int quantity;
    private final int accessible;

    AccessiblePartySeats(List<Section> sections, BitSet taken, int quantity, int accessible) {
        this.sections = sections;
        this.taken = taken;
        this.quantity = quantity;
        this.accessible = accessible;
    }

    @Override
    public boolean isEnoughFree() {
        var free = sections.stream()
                .mapToInt(section -> section.total()
                        - taken.get(section.first(), section.last() + 1).cardinality())
                .sum();
        return free >= quantity && freeAccessible().size() >= accessible;
    }

    /// The best sections and seats first.
    private List<Integer> freeAccessible() {
        return sections.stream()
                .sorted(Comparator.comparingInt(Section::level))
                .flatMap(section -> section.accessible().accessible().stream()
                        .filter(seat -> !taken.get(seat))
                        .sorted(Comparator.comparingDouble(
                                seat -> section.quality().cost(seat))))
                .toList();
    }

    @Override
    public List<List<Integer>> propose(int most) {
        var together = together().stream()
                .limit(most)
                .map(candidate -> IntStream.range(candidate.first(), candidate.first() + quantity)
                        .boxed()
                        .toList())
                .toList();
        return !together.isEmpty() || !isEnoughFree() ? together : List.of(apart());
    }

    private List<Candidate> together() {
        var found = new ArrayList<Candidate>();
        for (var section : sections) {
            for (var row : section.rows()) {
                for (var run = 0; run < row.runs().size(); run++) {
                    addBestOf(row.runs().get(run), row.lastOf(run), section, row, found);
                }
            }
        }
        found.sort(BEST_FIRST);
        return found;
    }

    /// The best of each stretch of free seats.
    private void addBestOf(int from, int to, Section section, Row row, List<Candidate> found) {
        for (var first = taken.nextClearBit(from); first <= to; ) {
            var next = taken.nextSetBit(first);
            var end = next < 0 ? to + 1 : Math.min(next, to + 1);
            Candidate best = null;
            for (var start = first; start + quantity <= end; start++) {
                var candidate = candidate(start, section, row);
                if (candidate != null && (best == null || BEST_FIRST.compare(candidate, best) < 0)) {
                    best = candidate;
                }
            }
            if (best != null) {
                found.add(best);
            }
            first = taken.nextClearBit(end);
        }
    }

    private @Nullable Candidate candidate(int start, Section section, Row row) {
        var seating = section.accessible();
        var end = start + quantity;
        var own = 0;
        var others = 0;
        var cost = 0.0;
        for (var seat = start; seat < end; seat++) {
            cost += section.quality().cost(seat);
            own += seating.isAccessible(seat) ? 1 : 0;
            var companionOf = seating.companionOf(seat);
            others += companionOf != null && (companionOf < start || companionOf >= end) ? 1 : 0;
        }
        if (own < accessible) {
            return null;
        }
        return new Candidate(own - accessible + others, missed(start, end, section, row), section.level(), cost, start);
    }

    /// Nobody is missed where each seat of the party is an accessible one.
    private int missed(int start, int end, Section section, Row row) {
        if (accessible == quantity) {
            return 0;
        }
        return (int) IntStream.rangeClosed(row.first(), row.last())
                .filter(seat -> seat < start || seat >= end)
                .filter(seat -> !taken.get(seat))
                .filter(seat -> {
                    var companionOf = section.accessible().companionOf(seat);
                    return companionOf != null && companionOf >= start && companionOf < end;
                })
                .count();
    }

    private List<Integer> apart() {
        var chosen = new ArrayList<Integer>(freeAccessible().subList(0, accessible));
        var others = new ArrayList<Integer>();
        for (var section : sections) {
            for (var seat = taken.nextClearBit(section.first());
                    seat <= section.last();
                    seat = taken.nextClearBit(seat + 1)) {
                if (!chosen.contains(seat)) {
                    others.add(seat);
                }
            }
        }
        var beside = List.copyOf(chosen);
        others.sort(Comparator.comparingInt((Integer seat) -> rankBeside(seat, beside))
                .thenComparingInt(seat -> beside.stream()
                        .mapToInt(own -> Math.abs(own - seat))
                        .min()
                        .orElse(0)));
        chosen.addAll(others.subList(0, quantity - accessible));
        chosen.sort(Comparator.naturalOrder());
        return chosen;
    }

    /// Their own companions' seats, then ordinary ones, then those kept for others.
    private int rankBeside(int seat, List<Integer> own) {
        for (var section : sections) {
            if (seat >= section.first() && seat <= section.last()) {
                var companionOf = section.accessible().companionOf(seat);
                if (companionOf != null && own.contains(companionOf)) {
                    return 0;
                }
                return section.accessible().isKept(seat) ? 2 : 1;
            }
        }
        return 1;
    }

    /// Just any seats together will not do.
    @Override
    public List<List<Integer>> togetherAnywhere(int most) {
        return propose(most);
    }

    @Override
    public List<Integer> anyFree(int most) {
        return List.of();
    }
}
