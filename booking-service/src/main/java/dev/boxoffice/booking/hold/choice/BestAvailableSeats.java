package dev.boxoffice.booking.hold.choice;

import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Finds the best seats that are free, as a pure function.
///
/// Together, without a gap between them, before apart; without leaving a single seat alone before leaving
/// one, wherever that can be avoided; then by the section's level; then by the seats' quality. General
/// admission has no better place: any will do, spread so that buyers don't collide.
final class BestAvailableSeats implements SeatProposals {

    private static final int STRANDS = 1;

    /// Seats side by side. Class 0 strands nobody, class 1 does.
    ///
    /// @param cost of all its seats together
    private record Candidate(int strands, int level, double cost, int first) {}

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::strands)
            .thenComparingInt(Candidate::level)
            .thenComparingDouble(Candidate::cost)
            .thenComparingInt(Candidate::first);

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

    @Override
    public boolean isEnoughFree() {
        return sections.stream().mapToInt(this::freeIn).sum() >= quantity;
    }

    private int freeIn(Section section) {
        return section.total() - taken.get(section.first(), section.last() + 1).cardinality();
    }

    @Override
    public List<List<Integer>> propose(int most) {
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

    /// Seats together wherever they are, from somewhere on: not all buyers try the same ones.
    @Override
    public List<List<Integer>> togetherAnywhere(int most) {
        var found = new ArrayList<List<Integer>>();
        for (var section : sections) {
            for (var row : section.rows()) {
                for (var run = 0; run < row.runs().size(); run++) {
                    addAll(row.runs().get(run), row.lastOf(run), found);
                }
            }
        }
        if (found.size() > most) {
            Collections.rotate(found, random.nextInt(found.size()));
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private void addAll(int from, int to, List<List<Integer>> found) {
        for (var first = taken.nextClearBit(from); first <= to; ) {
            var end = Math.min(endOfRun(first), to + 1);
            for (var start = first; start + quantity <= end; start += quantity) {
                found.add(IntStream.range(start, start + quantity).boxed().toList());
            }
            first = taken.nextClearBit(end);
        }
    }

    /// Free seats wherever they are, neighbours beside each other, from somewhere on: not all buyers try
    /// the same ones.
    @Override
    public List<Integer> anyFree(int most) {
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
        for (var section : sections) {
            for (var row : section.rows()) {
                for (var run = 0; run < row.runs().size(); run++) {
                    addBestOfEachRun(row.runs().get(run), row.lastOf(run), section, found);
                }
            }
        }
        found.sort(BEST_FIRST);
        return found;
    }

    private void addBestOfEachRun(int from, int to, Section section, List<Candidate> found) {
        for (var first = taken.nextClearBit(from); first <= to; ) {
            var end = Math.min(endOfRun(first), to + 1);
            Candidate best = null;
            var cost = 0.0;
            for (var last = first; last < end; last++) {
                cost += section.quality().cost(last);
                var start = last - quantity + 1;
                if (start < first) {
                    continue;
                }
                var candidate = new Candidate(strands(start - first, end - last - 1), section.level(), cost, start);
                best = best == null || BEST_FIRST.compare(candidate, best) < 0 ? candidate : best;
                cost -= section.quality().cost(start);
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

    /// Nothing together is left: the fewest pieces, so whole runs from the longest down, the last piece
    /// where it leaves no seat alone if there is such a run.
    private List<Integer> apart() {
        var runs = new ArrayList<List<Integer>>();
        for (var section : sections) {
            for (var row : section.rows()) {
                for (var run = 0; run < row.runs().size(); run++) {
                    addRuns(row.runs().get(run), row.lastOf(run), runs);
                }
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
