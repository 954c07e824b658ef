package dev.boxoffice.booking.catalogue.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.hold.choice.SeatProposals;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// H1, H2, B4: halls as maps draw them, with aisles, curved and broken rows, several sections and a stage
/// anywhere; what is offered, checked against the drawing alone.
class GeneratedHallTest {

    private static final double GAP = 1.6;
    private static final SeatLayoutConverter CONVERTER =
            new SeatLayoutConverter(JsonMapper.builder().build());

    private record Seat(
            double x,
            double y,
            boolean accessible,
            @Nullable String companionOf) {}

    private record Hall(List<List<List<Seat>>> sections, double stageX, double stageY) {

        static Hall drawn(Random random, boolean isAccessible) {
            var sections = new ArrayList<List<List<Seat>>>();
            for (var s = 0; s < 1 + random.nextInt(3); s++) {
                var rows = new ArrayList<List<Seat>>();
                var bend = random.nextBoolean() ? 0 : 0.02 + random.nextDouble() * 0.08;
                for (var r = 0; r < 1 + random.nextInt(5); r++) {
                    rows.add(row(random, 60.0 * s, 1.5 * r, bend, isAccessible));
                }
                sections.add(rows);
            }
            return new Hall(sections, random.nextDouble() * 80, random.nextDouble() * 20 - 12);
        }

        /// Seats a unit apart, more or less, with aisles and places where seats are missing.
        private static List<Seat> row(Random random, double left, double y, double bend, boolean isAccessible) {
            var row = new ArrayList<Seat>();
            var along = 0.0;
            var seats = 4 + random.nextInt(14);
            for (var i = 0; i < seats; i++) {
                var isBreak = i > 1 && i < seats - 1 && random.nextInt(7) == 0;
                along += i == 0 ? 0 : isBreak ? 2 + random.nextInt(4) : 0.92 + random.nextDouble() * 0.16;
                var middle = along - seats / 2.0;
                row.add(new Seat(
                        left + along,
                        y + bend * middle * middle / 4,
                        isAccessible && i % 6 == 2,
                        isAccessible && i % 6 == 3 ? Integer.toString(i - 1) : null));
            }
            return row;
        }

        List<Seat> seats() {
            return sections.stream().flatMap(List::stream).flatMap(List::stream).toList();
        }

        /// Stretches of neighbours, as ordinals: told from the distances in the row alone.
        List<List<Integer>> stretches() {
            var found = new ArrayList<List<Integer>>();
            var next = 0;
            for (var section : sections) {
                for (var row : section) {
                    var steps = IntStream.range(1, row.size())
                            .mapToDouble(i -> distance(row.get(i - 1), row.get(i)))
                            .toArray();
                    var sorted = steps.clone();
                    Arrays.sort(sorted);
                    var usual = sorted[(sorted.length - 1) / 2];
                    var stretch = new ArrayList<Integer>();
                    for (var i = 0; i < row.size(); i++) {
                        if (i > 0 && steps[i - 1] > GAP * usual) {
                            found.add(List.copyOf(stretch));
                            stretch.clear();
                        }
                        stretch.add(next++);
                    }
                    found.add(List.copyOf(stretch));
                }
            }
            return found;
        }

        private static double distance(Seat one, Seat other) {
            return Math.hypot(one.x() - other.x(), one.y() - other.y());
        }

        /// Every place where that many free neighbours sit.
        List<List<Integer>> windows(int quantity, BitSet taken) {
            var found = new ArrayList<List<Integer>>();
            for (var stretch : stretches()) {
                for (var i = 0; i + quantity <= stretch.size(); i++) {
                    var window = stretch.subList(i, i + quantity);
                    if (window.stream().noneMatch(taken::get)) {
                        found.add(window);
                    }
                }
            }
            return found;
        }

        boolean strands(List<Integer> window, BitSet taken) {
            var stretch = stretches().stream()
                    .filter(seats -> seats.contains(window.getFirst()))
                    .findFirst()
                    .orElseThrow();
            return isLone(window.getFirst() - 1, window.getFirst() - 2, stretch, taken)
                    || isLone(window.getLast() + 1, window.getLast() + 2, stretch, taken);
        }

        private static boolean isLone(int beside, int beyond, List<Integer> stretch, BitSet taken) {
            return stretch.contains(beside) && !taken.get(beside) && (!stretch.contains(beyond) || taken.get(beyond));
        }

        double distanceToStage(List<Integer> window) {
            var seats = seats();
            return window.stream()
                    .mapToDouble(ordinal -> Math.hypot(
                            seats.get(ordinal).x() - stageX, seats.get(ordinal).y() - stageY))
                    .sum();
        }

        SeatLayout layout() {
            var text = new StringBuilder(
                    String.format(Locale.ROOT, "{\"focalPoint\":{\"x\":%f,\"y\":%f},\"sections\":[", stageX, stageY));
            var first = 0;
            for (var s = 0; s < sections.size(); s++) {
                var rows = sections.get(s).stream().map(Hall::json).collect(Collectors.joining(","));
                text.append(s == 0 ? "" : ",")
                        .append("{\"name\":\"S%d\",\"kind\":\"SEATED\",\"firstOrdinal\":%d,\"rows\":[%s]}"
                                .formatted(s, first, rows));
                first += sections.get(s).stream().mapToInt(List::size).sum();
            }
            return CONVERTER.convert(text.append("]}").toString(), first);
        }

        private static String json(List<Seat> row) {
            return IntStream.range(0, row.size())
                    .mapToObj(i -> String.format(
                            Locale.ROOT,
                            "{\"number\":\"%d\",\"x\":%.9f,\"y\":%.9f%s%s}",
                            i,
                            row.get(i).x(),
                            row.get(i).y(),
                            row.get(i).accessible() ? ",\"accessible\":true" : "",
                            row.get(i).companionOf() == null
                                    ? ""
                                    : ",\"companionOf\":\"" + row.get(i).companionOf() + "\""))
                    .collect(Collectors.joining(",", "{\"name\":\"R\",\"seats\":[", "]}"));
        }
    }

    private static BitSet sold(Hall hall, Random random) {
        var taken = new BitSet();
        var share = random.nextDouble() * 0.9;
        IntStream.range(0, hall.seats().size()).forEach(seat -> taken.set(seat, random.nextDouble() < share));
        return taken;
    }

    private static List<List<Integer>> propose(Hall hall, BitSet taken, int quantity, int accessible) {
        var party = new SeatRequest.BestAvailable(new UUID(0, 1), quantity, accessible, List.of(), null, List.of());
        return SeatProposals.of(party, hall.layout().sections(), taken, new Random(1))
                .propose(12);
    }

    @Property(tries = 500)
    void with_enough_room_a_party_is_never_split_by_a_gap(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int quantity) {
        var random = new Random(seed);
        var hall = Hall.drawn(random, false);
        var taken = sold(hall, random);
        var windows = hall.windows(quantity, taken);
        var proposals = propose(hall, taken, quantity, 0);
        if (windows.isEmpty()) {
            assertThat(proposals.isEmpty()).isEqualTo(hall.seats().size() - taken.cardinality() < quantity);
        } else {
            assertThat(proposals).isNotEmpty().allMatch(windows::contains);
        }
    }

    /// Of all places that leave nobody alone, the one nearest to the stage.
    @Property(tries = 500)
    void the_nearest_to_the_stage_is_offered_first(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int quantity) {
        var random = new Random(seed);
        var hall = Hall.drawn(random, false);
        var taken = sold(hall, random);
        var kind = hall.windows(quantity, taken).stream()
                .filter(window -> !hall.strands(window, taken))
                .toList();
        if (kind.isEmpty()) {
            return;
        }
        var best = propose(hall, taken, quantity, 0).getFirst();
        assertThat(kind).contains(best);
        var nearest = kind.stream().mapToDouble(hall::distanceToStage).min().orElseThrow();
        assertThat(hall.distanceToStage(best)).isLessThanOrEqualTo(nearest * 1.0001);
    }

    /// Nobody is refused while a run that fits is free, whatever the party needs; and everybody gets what
    /// they need.
    @Property(tries = 500)
    void a_party_with_wheelchairs_gets_its_seats_together_where_that_can_be(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int quantity,
            @ForAll @IntRange(min = 1, max = 2) int wheelchairs) {
        var accessible = Math.min(quantity, wheelchairs);
        var random = new Random(seed);
        var hall = Hall.drawn(random, true);
        var taken = sold(hall, random);
        var seats = hall.seats();
        var fitting = hall.windows(quantity, taken).stream()
                .filter(window -> window.stream()
                                .filter(seat -> seats.get(seat).accessible())
                                .count()
                        >= accessible)
                .toList();
        var proposals = propose(hall, taken, quantity, accessible);
        if (!fitting.isEmpty()) {
            assertThat(proposals).isNotEmpty().allMatch(fitting::contains);
        }
        assertThat(proposals)
                .allSatisfy(proposal -> assertThat(proposal)
                        .hasSize(quantity)
                        .doesNotHaveDuplicates()
                        .noneMatch(taken::get)
                        .satisfies(chosen -> assertThat(chosen.stream()
                                        .filter(seat -> seats.get(seat).accessible())
                                        .count())
                                .isGreaterThanOrEqualTo(accessible)));
    }

    @Property(tries = 500)
    void others_get_kept_seats_only_where_too_few_others_are_free(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int quantity) {
        var random = new Random(seed);
        var hall = Hall.drawn(random, true);
        var taken = sold(hall, random);
        var kept = new BitSet();
        for (var i = 0; i < hall.seats().size(); i++) {
            kept.set(i, hall.seats().get(i).accessible() || hall.seats().get(i).companionOf() != null);
        }
        var both = (BitSet) taken.clone();
        both.or(kept);
        if (hall.seats().size() - both.cardinality() >= quantity) {
            assertThat(propose(hall, taken, quantity, 0).getFirst()).noneMatch(kept::get);
        }
    }
}
