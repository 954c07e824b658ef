package dev.boxoffice.booking.seats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.id.UserHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void a_large_booking_is_told_in_parts_and_leaves_nothing_of_its_holds() {
        var concert = concert().seated("Stalls", 10, 25, 4500).open();
        var prefix = "bo:{" + concert.id() + "}:";
        var group = UserHash.of("group").text();
        redis.opsForHash().put(prefix + "hold:first", "buyer", group);
        redis.opsForHash().put(prefix + "hold:second", "buyer", group);
        IntStream.range(0, 250).forEach(seat -> {
            redis.opsForHash().put(prefix + "holders", String.valueOf(seat), seat < 130 ? "first" : "second");
            redis.opsForZSet().add(prefix + "held", String.valueOf(seat), Double.MAX_VALUE);
            redis.opsForZSet().add(prefix + "buyer:" + group, String.valueOf(seat), Double.MAX_VALUE);
        });
        var tickets = IntStream.range(0, 250)
                .mapToObj(seat -> new TicketState(seat, TicketState.Status.BOOKED, 2, "group"))
                .toList();

        assertThat(mirror.apply(new TicketChange(concert.id(), TimeOrderedId.next(), tickets, null)))
                .isTrue();

        assertThat(Stream.of("hold:first", "hold:second", "held", "holders", "buyer:" + group)
                        .filter(key -> redis.hasKey(prefix + key)))
                .isEmpty();
        assertThat(redis.opsForHash().get(prefix + "owned", group)).isEqualTo("250");
        assertThat(redis.opsForStream().size(prefix + "changes")).isEqualTo(5);
    }

    /// As a repair tells it, after an instance died between payment and mirror.
    @ParameterizedTest
    @ValueSource(ints = {1, 49, 50, 51, 100, 150})
    void a_hold_told_again_in_parts_lives_until_the_last_of_them(int size) {
        var concert = concert().seated("Stalls", 10, 25, 4500).open();
        var prefix = "bo:{" + concert.id() + "}:";
        var group = UserHash.of("group").text();
        hold(prefix, group, size);
        var tickets = IntStream.range(0, size)
                .mapToObj(seat -> new TicketState(seat, TicketState.Status.BOOKED, 2, "group"))
                .toList();

        assertThat(mirror.writeTickets(concert.id(), tickets)).isTrue();

        assertThat(Stream.of("hold:first", "held", "holders", "buyer:" + group)
                        .filter(key -> redis.hasKey(prefix + key)))
                .isEmpty();
    }

    @Test
    void a_declined_card_shortens_no_other_hold_of_its_buyer() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var prefix = "bo:{" + concert.id() + "}:";
        var group = UserHash.of("group").text();
        hold(prefix, group, 1);
        redis.expire(prefix + "hold:first", Duration.ofMinutes(2));
        redis.expire(prefix + "buyer:" + group, Duration.ofMinutes(9)); // another of theirs ends then

        tell(concert, new TicketState(0, TicketState.Status.AVAILABLE, 2, null));

        assertThat(redis.getExpire(prefix + "buyer:" + group)).isGreaterThan(480);
        assertThat(redis.opsForZSet().score(prefix + "held", "0"))
                .isLessThan((double) Instant.now().plusSeconds(180).toEpochMilli());
    }

    /// The set of its buyer's seats was empty while the card was being tried.
    @Test
    void what_a_declined_card_gives_back_counts_until_the_hold_ends() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var prefix = "bo:{" + concert.id() + "}:";
        var group = UserHash.of("group").text();
        hold(prefix, group, 1);
        redis.expire(prefix + "hold:first", Duration.ofMinutes(2));

        tell(concert, new TicketState(0, TicketState.Status.RESERVED, 2, "group"));
        assertThat(redis.hasKey(prefix + "buyer:" + group)).isFalse();
        tell(concert, new TicketState(0, TicketState.Status.AVAILABLE, 3, null));

        assertThat(redis.getExpire(prefix + "buyer:" + group)).isBetween(100L, 120L);
    }

    private void tell(BookingTestEvent concert, TicketState ticket) {
        assertThat(mirror.apply(new TicketChange(concert.id(), TimeOrderedId.next(), List.of(ticket), null)))
                .isTrue();
    }

    private void hold(String prefix, String buyer, int seats) {
        redis.opsForHash().put(prefix + "hold:first", "buyer", buyer);
        IntStream.range(0, seats).mapToObj(String::valueOf).forEach(seat -> {
            redis.opsForHash().put(prefix + "holders", seat, "first");
            redis.opsForZSet().add(prefix + "held", seat, Double.MAX_VALUE);
            redis.opsForZSet().add(prefix + "buyer:" + buyer, seat, Double.MAX_VALUE);
        });
    }
}
