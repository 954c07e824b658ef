package dev.boxoffice.event.live.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.event.live.SeatChangeClient;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
