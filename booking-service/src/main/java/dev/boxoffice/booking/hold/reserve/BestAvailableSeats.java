package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.SeatLayout.Row;
import dev.boxoffice.booking.catalogue.SeatLayout.Section;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Finds the best seats that are free, as a pure function.
///
/// Together in one row before apart; without leaving a single seat alone before leaving one, wherever that
/// can be avoided; then the earlier section; then by [#ROW_WEIGHT]: one row further back costs as much as two
/// seats off the row's centre. General admission has no better place: any will do, spread so that buyers
/// don't collide.
final class BestAvailableSeats {

    static final double ROW_WEIGHT = 2;
    private static final int STRANDS = 1;
    private static final int SECTION_WEIGHT = 1_000_000;

    /// Seats side by side. Class 0 strands nobody, class 1 does.
    private record Candidate(int strands, double cost, int first) {}

    private final List<Section> sections;
    private final BitSet taken;
    private final int quantity;
    private final RandomGenerator random;

    BestAvailableSeats(List<Section> sections, BitSet taken, int quantity, RandomGenerator random) {
        this.sections = sections;
        this.taken = taken;
        this.quantity = quantity;
        this.random = random;
    }

    boolean isEnoughFree() {
        return sections.stream().mapToInt(this::freeIn).sum() >= quantity;
    }

    private int freeIn(Section section) {
        return section.total() - taken.get(section.first(), section.last() + 1).cardinality();
    }

    /// Proposals, best first, that share no seat with each other where possible; empty when not enough is
    /// free.
    List<List<Integer>> propose(int most) {
        var together = together();
        var anywhere = generalAdmission(most);
        var proposals = new ArrayList<List<Integer>>();
        together.stream().limit(most).map(this::seats).forEach(proposals::add);
        anywhere.stream().limit(most - proposals.size()).forEach(proposals::add);
        if (proposals.isEmpty() && isEnoughFree()) {
            proposals.add(apart());
        }
        return proposals;
    }

    /// Free seats wherever they are, neighbours beside each other, from somewhere on: not all buyers try the same ones.
    List<Integer> anyFree(int most) {
        var free = new ArrayList<Integer>();
        for (var section : sections) {
            for (var at = taken.nextClearBit(section.first()); at <= section.last(); at = taken.nextClearBit(at + 1)) {
                free.add(at);
            }
        }
        if (free.size() > most) {
            Collections.rotate(free, random.nextInt(free.size()));
        }
        return free.subList(0, Math.min(most, free.size()));
    }

    private List<Candidate> together() {
        var found = new ArrayList<Candidate>();
        for (var s = 0; s < sections.size(); s++) {
            var rows = sections.get(s).rows();
            for (var r = 0; r < rows.size(); r++) {
                addBestOfEachRun(rows.get(r), (double) s * SECTION_WEIGHT + r * ROW_WEIGHT, found);
            }
        }
        found.sort(Comparator.comparingInt(Candidate::strands).thenComparingDouble(Candidate::cost));
        return found;
    }

    private void addBestOfEachRun(Row row, double rowCost, List<Candidate> found) {
        var centre = (row.first() + row.last()) / 2.0;
        for (var first = taken.nextClearBit(row.first()); first <= row.last(); ) {
            var end = Math.min(endOfRun(first), row.last() + 1);
            Candidate best = null;
            for (var start = first; start + quantity <= end; start++) {
                var offCentre = Math.abs(start + (quantity - 1) / 2.0 - centre);
                var candidate =
                        new Candidate(strands(start - first, end - start - quantity), rowCost + offCentre, start);
                if (best == null
                        || candidate.strands() < best.strands()
                        || (candidate.strands() == best.strands() && candidate.cost() < best.cost())) {
                    best = candidate;
                }
            }
            if (best != null) {
                found.add(best);
            }
            first = taken.nextClearBit(end);
        }
    }

    private int endOfRun(int first) {
        var next = taken.nextSetBit(first);
        return next < 0 ? Integer.MAX_VALUE : next;
    }

    private static int strands(int freeBefore, int freeAfter) {
        return freeBefore == 1 || freeAfter == 1 ? STRANDS : 0;
    }

    private List<Integer> seats(Candidate candidate) {
        return IntStream.range(candidate.first(), candidate.first() + quantity)
                .boxed()
                .toList();
    }

    private List<List<Integer>> generalAdmission(int most) {
        var proposals = new ArrayList<List<Integer>>();
        for (var section : sections) {
            if (section.isSeated() || freeIn(section) < quantity) {
                continue;
            }
            var offered = (BitSet) taken.clone();
            for (var i = 0; i < most && section.total() - cardinality(offered, section) >= quantity; i++) {
                var places = placesFrom(section.first() + random.nextInt(section.total()), section, offered);
                places.forEach(offered::set);
                proposals.add(places);
            }
            break; // the next section's turn comes when this one has too few
        }
        return proposals;
    }

    private static int cardinality(BitSet bits, Section section) {
        return bits.get(section.first(), section.last() + 1).cardinality();
    }

    /// The next free places from somewhere on, once around the section.
    private List<Integer> placesFrom(int start, Section section, BitSet offered) {
        var places = new ArrayList<Integer>(quantity);
        var ordinal = offered.nextClearBit(start);
        while (places.size() < quantity) {
            if (ordinal > section.last()) {
                ordinal = offered.nextClearBit(section.first());
            }
            places.add(ordinal);
            ordinal = offered.nextClearBit(ordinal + 1);
        }
        places.sort(Comparator.naturalOrder());
        return places;
    }

    /// Nothing together is left: the fewest pieces, so whole runs from the longest down, the last piece where
    /// it leaves no seat alone if there is such a run.
    private List<Integer> apart() {
        var runs = new ArrayList<List<Integer>>();
        for (var section : sections) {
            for (var row : section.rows()) {
                addRuns(row.first(), row.last(), runs);
            }
            if (!section.isSeated()) {
                addRuns(section.first(), section.last(), runs);
            }
        }
        runs.sort(Comparator.comparingInt((List<Integer> run) -> run.size()).reversed());
        var seats = new ArrayList<Integer>(quantity);
        while (seats.size() < quantity) {
            var missing = quantity - seats.size();
            if (runs.getFirst().size() <= missing) {
                seats.addAll(runs.removeFirst());
            } else {
                var last = runs.stream()
                        .filter(run -> run.size() >= missing && run.size() != missing + 1)
                        .reduce((_, shorter) -> shorter)
                        .orElseGet(runs::getFirst);
                seats.addAll(last.subList(0, missing));
            }
        }
        seats.sort(Comparator.naturalOrder());
        return seats;
    }

    private void addRuns(int from, int to, List<List<Integer>> runs) {
        for (var first = taken.nextClearBit(from); first <= to; ) {
            var end = Math.min(endOfRun(first), to + 1);
            runs.add(IntStream.range(first, end).boxed().toList());
            first = taken.nextClearBit(end);
        }
    }
}
