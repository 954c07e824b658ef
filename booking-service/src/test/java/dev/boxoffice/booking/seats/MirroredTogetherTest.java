package dev.boxoffice.booking.seats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/// Sales of one event that Redis is told of in one call.
class MirroredTogetherTest extends BookingServiceTest {

    @Autowired
    SeatMirrorStore mirror;

    @Autowired
    StringRedisTemplate redis;

    @Test
    void each_of_them_is_told_as_it_would_be_alone() {
        var concert = concert().seated("Stalls", 1, 20, 4500).open();
        var prefix = "bo:{" + concert.id() + "}:";
        var sales = IntStream.range(0, 3)
                .mapToObj(sale -> new TicketChange(
                        concert.id(),
                        TimeOrderedId.next(),
                        List.of(
                                new TicketState(2 * sale, TicketState.Status.BOOKED, 2, "buyer-" + sale),
                                new TicketState(2 * sale + 1, TicketState.Status.BOOKED, 2, "buyer-" + sale)),
                        sale == 1 ? null : "admission-" + sale))
                .toList();
        assertThat(mirror.write(concert.id(), sales)).isTrue();
        for (var seat = 0; seat < 20; seat++) {
            assertThat(redis.opsForValue().getBit(prefix + "final", seat)).isEqualTo(seat < 6);
        }
        assertThat(List.of(
                        redis.hasKey(prefix + "queue:done:admission-0"),
                        redis.hasKey(prefix + "queue:done:admission-1"),
                        redis.hasKey(prefix + "queue:done:admission-2")))
                .containsExactly(true, false, true);
        assertThat(redis.opsForHash().values(prefix + "owned"))
                .containsOnly("2")
                .hasSize(3);
        assertThat(redis.opsForStream().size(prefix + "changes")).isEqualTo(1);
    }

    @Test
    void a_rush_leaves_redis_saying_what_postgres_says() {
        var concert = concert().seated("Stalls", 2, 20, 4500).open();
        var sales = IntStream.range(0, 40)
                .mapToObj(seat -> new TicketChange(
                        concert.id(),
                        TimeOrderedId.next(),
                        List.of(new TicketState(seat, TicketState.Status.BOOKED, 2, "rush-" + seat)),
                        null))
                .toList();
        var taken = together(sales.stream()
                .<Callable<Boolean>>map(sale -> () -> mirror.apply(sale))
                .toList());
        assertThat(taken).containsOnly(true);
        assertThat(IntStream.range(0, 40))
                .allMatch(seat -> redis.opsForValue().getBit("bo:{" + concert.id() + "}:final", seat));
    }
}
