package dev.boxoffice.event.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.live.seat.SeatStatusChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameRingBufferTest {

    private static final int SEATS = 12;
    private static final long ENDLESS = Long.MAX_VALUE;

    private record Step(long version, TreeMap<Integer, Byte> touched) {}

    /// Two instances cut the same history into different frames. A reader who leaves one at any version and
    /// goes on at the other ends up with the availability everybody has, or is told to start again.
    @Property(tries = 500)
    void a_reader_may_go_on_at_another_instance(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 40) int changes,
            @ForAll @IntRange(min = 1, max = 60) int kept) {
        var history = new ArrayList<SeatStatusChange>();
        for (var i = 0; i < changes; i++) {
            history.add(new SeatStatusChange(random.nextInt(SEATS), (byte) random.nextInt(3)));
        }
        var stands = random.nextInt(changes + 1);
        var availability = pictureAt(history, stands);
        var steps = cut(history, random);
        var ring = new FrameRingBuffer(kept, ENDLESS, 0);
        steps.forEach(step -> ring.add(step.version(), SeatFrameEncoder.seats(step.version(), step.touched())));

        var sequence = ring.resumeAt(stands);

        if (sequence < 0) {
            assertThat(steps.size())
                    .as("only a ring that has forgotten sends a snapshot")
                    .isGreaterThan(kept);
            return;
        }
        for (var frame = ring.after(sequence); frame != null; frame = ring.after(++sequence)) {
            assertThat(frame.version()).isGreaterThan(stands);
            apply(new String(frame.bytes(), StandardCharsets.US_ASCII), availability);
        }
        assertThat(availability).isEqualTo(pictureAt(history, changes));
    }

    private static byte[] pictureAt(List<SeatStatusChange> history, int version) {
        var availability = new byte[SEATS];
        history.subList(0, version).forEach(change -> availability[change.ordinal()] = change.status());
        return availability;
    }

    private static List<Step> cut(List<SeatStatusChange> history, Random random) {
        var steps = new ArrayList<Step>();
        var touched = new TreeMap<Integer, Byte>();
        for (var i = 0; i < history.size(); i++) {
            touched.put(history.get(i).ordinal(), history.get(i).status());
            if (random.nextBoolean() || i == history.size() - 1) {
                steps.add(new Step(i + 1, touched));
                touched = new TreeMap<>();
            }
        }
        return steps;
    }

    private static void apply(String frame, byte[] availability) {
        var changes = frame.substring(frame.indexOf("[[") + 2, frame.indexOf("]]"));
        Arrays.stream(changes.split("],\\["))
                .map(change -> change.split(","))
                .forEach(change -> availability[Integer.parseInt(change[0])] = Byte.parseByte(change[1]));
    }

    @Test
    void a_ring_forgets_by_count_and_by_size_and_says_so() {
        var ring = new FrameRingBuffer(3, 100, 0);
        for (var version = 1; version <= 5; version++) {
            ring.add(version, new byte[10]);
        }
        assertThat(ring.reaches(1)).isFalse();
        assertThat(ring.reaches(2)).isTrue();
        assertThat(ring.resumeAt(1)).isNegative();
        assertThat(ring.resumeAt(2)).isEqualTo(2);
        ring.add(6, new byte[95]);
        assertThat(ring.reaches(4)).isFalse();
        assertThat(ring.reaches(5)).isTrue();
    }

    @Test
    void after_a_restart_nobody_goes_on() {
        var ring = new FrameRingBuffer(10, ENDLESS, 7);
        ring.add(8, new byte[1]);
        ring.restart(20);
        assertThat(ring.reaches(1)).isFalse();
        assertThat(ring.resumeAt(8)).isNegative();
        assertThat(ring.resumeAt(20)).isEqualTo(ring.last());
        assertThat(ring.after(ring.last())).isNull();
    }

    @Test
    void a_heartbeat_moves_nobody() {
        var ring = new FrameRingBuffer(10, ENDLESS, 7);
        ring.add(8, new byte[1]);
        ring.add(8, new byte[1]);
        assertThat(ring.resumeAt(8)).isEqualTo(2);
        assertThat(ring.resumeAt(7)).isZero();
    }
}
