package dev.boxoffice.gateway.waitingroom.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// L4: what waiting people are told comes true, or is not told.
class ServingPaceTest {

    private static final Instant START = Instant.parse("2026-11-28T18:00:00Z");

    /// How many are called in each second of one evening.
    enum Room {
        /// As many as may be called.
        STEADY,
        /// Full: one comes in when one goes out, and people take as long as they take.
        FULL,
        /// Crowds, and pauses between them.
        BURSTY,
        /// Slower and slower.
        TIRING,
        /// Nobody is called for a minute and a half, again and again.
        STALLED,
        /// Nobody is called any more once the seats are gone.
        SOLD_OUT;

        private static final int SEATS = 600;

        /// Whoever stands behind these is told so, and their wait has no end that an estimate could contain.
        int reached(int people) {
            return this == SOLD_OUT ? Math.min(people, SEATS) : people;
        }

        IntUnaryOperator calls(Random random) {
            return switch (this) {
                case STEADY -> second -> second % 2;
                case FULL -> _ -> poisson(random, 0.7);
                case BURSTY -> second -> second % 20 < 4 ? poisson(random, 5) : 0;
                case STALLED -> second -> second % 450 < 360 ? poisson(random, 1) : 0;
                case TIRING -> second -> poisson(random, 1.5 / (1 + second / 1_500.0));
                case SOLD_OUT -> {
                    AtomicInteger left = new AtomicInteger(SEATS);
                    yield _ -> {
                        int called = Math.min(left.get(), poisson(random, 0.7));
                        left.addAndGet(-called);
                        return called;
                    };
                }
            };
        }
    }

    private static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /// An estimate that was told, and how long it took really.
    private record Told(WaitEstimate estimate, long trueSeconds) {
        boolean cameTrue() {
            return estimate.fromSeconds() <= trueSeconds && trueSeconds <= estimate.toSeconds();
        }
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void nine_of_ten_estimates_contain_the_true_wait(Room room) {
        List<Told> told = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            told.addAll(evening(room.calls(new Random(seed)), room.reached(900)));
        }
        assertThat(told).hasSizeGreaterThan(10_000);
        double share = told.stream().filter(Told::cameTrue).count() / (double) told.size();
        System.getLogger(ServingPaceTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0}: {1} of {2} estimates came true; the middle one spans {3}",
                        room,
                        share,
                        told.size(),
                        told.stream()
                                .mapToDouble(one -> (double) one.estimate().toSeconds()
                                        / Math.max(1, one.estimate().fromSeconds()))
                                .sorted()
                                .skip(told.size() / 2)
                                .findFirst()
                                .orElse(0));
        assertThat(share).isGreaterThanOrEqualTo(0.9);
    }

    /// Everybody who waits asks every second until they are called.
    private static List<Told> evening(IntUnaryOperator calls, int people) {
        int[] calledBy = new int[20_000]; // by the end of each second
        int called = 0;
        for (int second = 0; second < calledBy.length; second++) {
            called += calls.applyAsInt(second);
            calledBy[second] = called;
        }
        ServingPace pace = new ServingPace();
        List<Told> told = new ArrayList<>();
        for (int second = 0; second < calledBy.length && calledBy[second] < people; second++) {
            pace.observe(calledBy[second] - (second == 0 ? 0 : calledBy[second - 1]), START.plusSeconds(second));
            for (int person = calledBy[second] + 1; person <= people; person += 50) {
                WaitEstimate estimate = pace.estimate(person - calledBy[second]);
                if (estimate != null) {
                    told.add(new Told(estimate, turn(calledBy, person) - second));
                }
            }
        }
        return told;
    }

    private static int turn(int[] calledBy, int person) {
        int found = Arrays.binarySearch(calledBy, person);
        int second = found < 0 ? -found - 1 : found;
        while (second > 0 && calledBy[second - 1] >= person) {
            second--;
        }
        return second;
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void no_estimate_differs_from_the_one_before_while_the_line_does_not_move(Room room) {
        IntUnaryOperator calls = room.calls(new Random(1));
        ServingPace pace = new ServingPace();
        @Nullable WaitEstimate before = null;
        for (int second = 0; second < 3_000; second++) {
            int called = calls.applyAsInt(second);
            pace.observe(called, START.plusSeconds(second));
            WaitEstimate now = pace.estimate(500);
            if (called == 0 && before != null && now != null) {
                assertThat(now).isEqualTo(before);
            }
            before = now;
        }
    }

    /// Stalled and sold out: 61,600 years were told once.
    @Test
    void a_line_that_stands_still_says_nothing_soon_and_never_anything_absurd() {
        ServingPace pace = new ServingPace();
        assertThat(pace.estimate(1)).isNull();
        for (int second = 0; second < 300; second++) {
            pace.observe(1, START.plusSeconds(second));
        }
        WaitEstimate last = pace.estimate(1_000);
        for (int second = 300; second < 3_000; second++) {
            pace.observe(0, START.plusSeconds(second));
            WaitEstimate now = pace.estimate(1_000);
            if (second > 340) {
                assertThat(now).isNull();
            } else if (now != null) {
                assertThat(now).isEqualTo(last);
            }
        }
        assertThat(pace.perMinute()).isZero();
    }
}
