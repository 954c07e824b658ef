package dev.boxoffice.booking.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.booking.seats.MirrorRebuildService;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/// What Redis keeps of an event has no time to live: it is forgotten once the event has been over for long.
class EndedMirrorTest extends BookingServiceTest {

    @Autowired
    ArchiveRepository archive;

    @Autowired
    EndedMirrorStore mirrors;

    @Autowired
    MirrorRebuildService rebuilds;

    @Autowired
    StringRedisTemplate redis;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void seats_of_an_event_are_forgotten_when_it_has_been_over_for_long_enough() {
        var old = sold();
        var recent = sold();
        var coming = sold();
        end(old, now.minus(Duration.ofDays(31)));
        end(recent, now.minus(Duration.ofDays(29)));

        untilDone(workerAt(now));
        assertThat(kept(old)).isEmpty();
        assertThat(kept(recent)).contains("loaded", "booked", "final", "seatver", "owned", "ver", "changes");

        untilDone(workerAt(now.plus(Duration.ofDays(2))));
        assertThat(kept(recent)).isEmpty();
        assertThat(kept(coming)).contains("loaded", "final");
    }

    @Test
    void what_was_forgotten_is_made_anew_for_whoever_asks() {
        var concert = sold();
        end(concert, now.minus(Duration.ofDays(31)));
        untilDone(workerAt(now));
        assertThat(rebuilds.load(concert.id())).isTrue();
        assertThat(Stream.of(0L, 1L, 2L)
                        .map(seat -> redis.opsForValue()
                                .getBit(SeatKeys.of(concert.id()).finallyBooked(), seat)))
                .containsExactly(true, true, false);
    }

    @Test
    void events_that_ended_together_are_found_page_by_page() {
        // No other test's events ended then.
        var ended = Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofDays(40));
        var events = Stream.generate(
                        () -> concert().seated("Stalls", 1, 2, 4500).open())
                .limit(3)
                .peek(event -> end(event, ended))
                .map(BookingTestEvent::id)
                .toList();
        var at = EndedEvent.before(ended);
        for (var number = 0; number < 3; number++) {
            var page = archive.findEnded(at, ended.plus(1, ChronoUnit.MICROS), 1);
            assertThat(page).hasSize(1);
            at = page.getFirst();
            assertThat(events).contains(at.event());
        }
        assertThat(archive.findEnded(at, ended.plus(1, ChronoUnit.MICROS), 1)).isEmpty();
    }

    private BookingTestEvent sold() {
        var concert = concert().seated("Stalls", 1, 12, 4500).open();
        var buyer = buyer("buyer" + UUID.randomUUID().toString().replace("-", ""));
        var hold = buyer.reserve(concert.ticket(0), concert.ticket(1));
        awaitStatus(buyer, buyer.buy(hold.text("holdId"), "pm_card_visa").text("bookingId"), "CONFIRMED");
        await().until(() -> Boolean.TRUE.equals(
                redis.opsForValue().getBit(SeatKeys.of(concert.id()).finallyBooked(), 1)));
        return concert;
    }

    private void end(BookingTestEvent concert, Instant at) {
        sql().sql("update catalog.event set starts_at = ?, ends_at = null where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), concert.id())
                .update();
    }

    private EndedMirrorWorker workerAt(Instant time) {
        var properties = new ArchiveProperties(
                true,
                Duration.ofDays(90),
                Duration.ofDays(35),
                200,
                Duration.ofDays(30),
                Duration.ofHours(1),
                Duration.ofDays(30));
        return new EndedMirrorWorker(archive, mirrors, properties, Clock.fixed(time, ZoneOffset.UTC));
    }

    private static void untilDone(EndedMirrorWorker worker) {
        var mayBeMore = true;
        while (mayBeMore) {
            mayBeMore = worker.runOnce();
        }
    }

    private List<String> kept(BookingTestEvent concert) {
        var keys = SeatKeys.of(concert.id());
        return keys.mirror().stream()
                .filter(redis::hasKey)
                .map(key -> key.substring(keys.prefix().length()))
                .toList();
    }
}
