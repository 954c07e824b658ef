package dev.boxoffice.event.live.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.event.live.SeatChangeClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

@EventServiceTest
class SeatChangesScriptTest {

    private static final int HOLDS = 60;
    private static final int SEATS = 200;
    private static final int MOST_SEATS_A_CALL = 4_000;

    @Autowired
    SeatChangeClient seats;

    @Autowired
    StringRedisTemplate redis;

    /// A rush's holds run out together: they are announced a hundred a call, and the reader comes again for the rest.
    @Test
    void what_ran_out_together_is_announced_in_parts() {
        var event = UUID.randomUUID();
        var ranOut = IntStream.range(0, 450).toArray();
        var script = new SeatChangesScript(redis);
        var reached = seats.hold(event.toString(), Duration.ofMillis(1), ranOut);
        await().until(() -> Objects.equals(
                redis.opsForZSet().count("bo:{" + event + "}:held", 0, time() - 1), (long) ranOut.length));
        redis.opsForValue().setBit("bo:{" + event + "}:booked", 0, true); // is being paid for
        var announced = new ArrayList<Integer>();
        var isFull = true;
        while (isFull) {
            var reply = (SeatChangesScript.Reply.Entries) script.run(new SeatChangesScript.Command(event, reached));
            for (var entry : reply.entries()) {
                assertThat(entry.changes()).hasSizeLessThanOrEqualTo(100);
                entry.changes().forEach(change -> announced.add(change.ordinal()));
                reached = entry.version();
            }
            isFull = reply.full();
        }
        assertThat(announced)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(1, ranOut.length).boxed().toList());
        assertThat(redis.hasKey("bo:{" + event + "}:holders")).isFalse();
    }

    private double time() {
        return Objects.requireNonNull(redis.execute(
                (RedisCallback<Long>) connection -> connection.serverCommands().time(TimeUnit.MILLISECONDS)));
    }

    /// Large holds that come at once keep Redis from nobody else for long: they are read by several calls.
    @Test
    void what_large_holds_changed_is_read_in_parts() {
        var event = UUID.randomUUID();
        var first = 0L;
        var last = 0L;
        for (var hold = 0; hold < HOLDS; hold++) {
            var ordinals = IntStream.range(hold * SEATS, (hold + 1) * SEATS).toArray();
            last = seats.hold(event.toString(), Duration.ofMinutes(10), ordinals);
            first = hold == 0 ? last : first;
        }
        var script = new SeatChangesScript(redis);
        var reached = first - 1;
        var isFull = true;
        while (isFull) {
            var reply = (SeatChangesScript.Reply.Entries) script.run(new SeatChangesScript.Command(event, reached));
            assertThat(reply.newest()).isEqualTo(last);
            assertThat(reply.entries().stream()
                            .mapToInt(entry -> entry.changes().size())
                            .sum())
                    .isLessThanOrEqualTo(MOST_SEATS_A_CALL);
            for (var entry : reply.entries()) {
                assertThat(entry.version()).isEqualTo(++reached);
                assertThat(entry.changes()).hasSize(SEATS);
            }
            isFull = reply.full();
        }
        assertThat(reached).isEqualTo(last);
    }
}
