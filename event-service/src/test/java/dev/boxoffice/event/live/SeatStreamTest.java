package dev.boxoffice.event.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.event.live.seat.SeatStatus;
import dev.boxoffice.event.live.seat.SeatStatusService;
import dev.boxoffice.testkit.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

@EventServiceTest
class SeatStreamTest {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    @Autowired
    EventApiClient api;

    @Autowired
    SeatChangeClient seatChanges;

    @Autowired
    LiveMetrics metrics;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    MeterRegistry registry;

    @Autowired
    SeatStatusService source;

    @Autowired
    LiveProperties properties;

    @Test
    void a_watcher_sees_the_seats_and_then_every_change() {
        var event = api.onSale(20, 5);
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> !watcher.messages().isEmpty());
            var first = watcher.messages().getFirst();
            assertThat(first.event()).isEqualTo("snapshot");
            assertThat(first.data().get("available").asInt()).isEqualTo(25);
            assertThat(first.id()).isEqualTo(first.data().get("version").asLong());

            var held = seatChanges.hold(event, LONG, 3, 4);
            await().atMost(SOON).until(() -> watcher.lastId() >= held);
            assertThat(watcher.messages("seats").getLast().data().toString())
                    .isEqualTo("{\"version\":" + held + ",\"changes\":[[3,1],[4,1]]}");

            var booked = seatChanges.book(event, 3);
            seatChanges.release(event, 4);
            await().atMost(SOON).until(() -> watcher.lastId() > booked);
            assertThat(watcher.availability()[3]).isEqualTo((byte) 2);
            assertThat(watcher.availability()[4]).isEqualTo((byte) 0);
        }
    }

    /// B12: what an organiser keeps from the sale is not for sale, to watchers and to who comes later.
    @Test
    void a_withheld_seat_is_not_for_sale() {
        var event = api.onSale(20, 5);
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> !watcher.messages().isEmpty());
            var withheld = seatChanges.withhold(event, 3, 4);
            await().atMost(SOON).until(() -> watcher.lastId() >= withheld);
            assertThat(watcher.availability()[3]).isEqualTo((byte) 3);
        }
        var id = UUID.fromString(event);
        assertThat(source.snapshot(id, 25, 0).statuses()[4]).isEqualTo((byte) 3);
        assertThat(source.soldOnly(id, 25, 0).statuses()[4]).isEqualTo((byte) 3);
        var availability = api.get("/events/" + event + "/availability").json();
        assertThat(availability.get("available").asInt()).isEqualTo(23);
        assertThat(availability.get("held").asInt()).isZero();
        assertThat(availability.get("booked").asInt()).isZero();
    }

    @Test
    void a_hold_that_runs_out_is_told_and_its_lag_measured() {
        var event = api.onSale(10, 0);
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> !watcher.messages().isEmpty());
            var lag = registry.get("boxoffice.hold.expiry.lag").timer();
            var measured = lag.count();
            seatChanges.hold(event, Duration.ofSeconds(5), 7); // long enough for a busy machine to tell of it
            await().atMost(SOON).until(() -> watcher.availability()[7] == 1);
            await().atMost(SOON).until(() -> watcher.availability()[7] == 0);
            await().atMost(SOON).until(() -> lag.count() > measured);
        }
    }

    @Test
    void a_quiet_stream_sends_heartbeats() {
        var event = api.onSale(10, 0);
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> watcher.messages("heartbeat").size() >= 2);
            var beat = watcher.messages("heartbeat").getFirst();
            assertThat(beat.id()).isEqualTo(watcher.messages().getFirst().id());
        }
    }

    @Test
    void a_returning_watcher_gets_what_it_missed_and_no_snapshot() {
        var event = api.onSale(20, 0);
        long left;
        byte[] known;
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> !watcher.messages().isEmpty());
            var first = seatChanges.hold(event, LONG, 1);
            await().atMost(SOON).until(() -> watcher.lastId() >= first);
            left = watcher.lastId();
            known = watcher.availability();
        }
        seatChanges.hold(event, LONG, 2);
        var last = seatChanges.book(event, 1);
        try (var back = SeatStreamClient.open(api, event, left, known)) {
            await().atMost(SOON).until(() -> back.lastId() >= last);
            assertThat(back.messages("snapshot")).isEmpty();
            assertThat(back.messages())
                    .allSatisfy(message -> assertThat(message.id()).isGreaterThanOrEqualTo(left));
            assertThat(back.availability()[1]).isEqualTo((byte) 2);
            assertThat(back.availability()[2]).isEqualTo((byte) 1);
        }
    }

    @Test
    void who_is_too_far_behind_or_ahead_starts_with_a_snapshot() {
        var event = api.onSale(10, 0);
        for (var elsewhere : new long[] {1, 999_999_999_999_999_999L}) {
            try (var lost = SeatStreamClient.open(api, event, elsewhere, new byte[10])) {
                await().atMost(SOON).until(() -> !lost.messages().isEmpty());
                assertThat(lost.messages().getFirst().event()).isEqualTo("snapshot");
            }
        }
    }

    /// Random holds, sales and releases while the connection breaks again and again: after each break the
    /// availability the client has pieced together is the server's.
    @Test
    void the_picture_survives_any_number_of_broken_connections() {
        var event = api.onSale(60, 0);
        var random = new Random(20270501);
        var lastId = -1L;
        var known = new byte[60];
        for (var round = 0; round < 25; round++) {
            try (var watcher = SeatStreamClient.open(api, event, lastId, known)) {
                var target = 0L;
                for (var i = random.nextInt(6); i >= 0; i--) {
                    target = change(random, event);
                }
                var reached = target;
                if (random.nextBoolean()) { // otherwise it breaks in the middle
                    await().atMost(SOON).until(() -> watcher.lastId() >= reached);
                } else {
                    await().atMost(SOON).until(() -> !watcher.messages().isEmpty());
                }
                watcher.close();
                await().atMost(SOON).until(watcher::hasEnded);
                lastId = watcher.lastId();
                known = watcher.availability();
            }
        }
        var end = seatChanges.hold(event, LONG, 0);
        try (var last = SeatStreamClient.open(api, event, lastId, known)) {
            await().atMost(SOON).until(() -> last.lastId() >= end);
            assertThat(last.messages("snapshot")).isEmpty();
            var truth = api.get("/events/" + event + "/availability").json();
            assertThat(last.availability()).isEqualTo(SeatStreamClient.decode(truth));
        }
    }

    private long change(Random random, String event) {
        var ordinal = random.nextInt(60);
        return switch (random.nextInt(3)) {
            case 0 -> seatChanges.hold(event, LONG, ordinal);
            case 1 -> seatChanges.release(event, ordinal);
            default -> seatChanges.hold(event, LONG, ordinal, (ordinal + 7) % 60);
        };
    }

    /// What another instance would hold in its memory.
    private LiveSeatMap anotherInstance(String event, int total) {
        return new LiveSeatMap(UUID.fromString(event), total, source, properties, metrics);
    }

    @Test
    void two_instances_show_the_same_picture_at_the_same_version() {
        var event = api.onSale(60, 0);
        var early = anotherInstance(event, 60);
        var random = new Random(4);
        for (var i = 0; i < 200; i++) {
            change(random, event);
            if (i % 17 == 0) {
                early.refresh();
            }
        }
        var late = anotherInstance(event, 60);
        early.refresh();
        assertThat(early.document().etag(false)).isEqualTo(late.document().etag(false));
        assertThat(api.get("/events/" + event + "/availability").etag())
                .isEqualTo(late.document().etag(false));
    }

    @Test
    void two_instances_announce_an_expiry_once() {
        var event = api.onSale(10, 0);
        var one = anotherInstance(event, 10);
        var other = anotherInstance(event, 10);
        var held = seatChanges.hold(event, Duration.ofMillis(300), 3, 4);
        await().atMost(SOON).until(() -> {
            one.refresh();
            other.refresh();
            return one.version() > held;
        });
        other.refresh();
        assertThat(other.version()).isEqualTo(one.version()).isEqualTo(held + 1);
        assertThat(other.availability().count(SeatStatus.AVAILABLE)).isEqualTo(10);
    }

    /// A reader who was away for longer than the stream remembers.
    @Test
    void a_trimmed_stream_is_noticed() {
        var event = api.onSale(10, 0);
        var away = anotherInstance(event, 10);
        seatChanges.hold(event, LONG, 1);
        seatChanges.hold(event, LONG, 2);
        redis.opsForStream().trim("bo:{" + event + "}:changes", 1);
        away.refresh();
        assertThat(away.availability().status(1)).isEqualTo(SeatStatus.HELD);
        assertThat(away.availability().status(2)).isEqualTo(SeatStatus.HELD);
    }

    @Test
    void an_emptied_redis_means_a_new_snapshot_and_no_version_goes_backwards() {
        var event = api.onSale(10, 0);
        seatChanges.book(event, 1);
        try (var watcher = SeatStreamClient.open(api, event)) {
            seatChanges.hold(event, LONG, 2);
            await().atMost(SOON).until(() -> watcher.availability().length == 10 && watcher.availability()[2] == 1);
            var before = watcher.lastId();
            var snapshots = watcher.messages("snapshot").size();

            TestRedis.shared().flush();

            await().atMost(SOON).until(() -> watcher.messages("snapshot").size() > snapshots);
            assertThat(watcher.lastId()).isGreaterThan(before);
            assertThat(watcher.availability()[1])
                    .as("Postgres remembers the sale")
                    .isEqualTo((byte) 2);
            assertThat(watcher.availability()[2])
                    .as("the hold is gone with Redis")
                    .isEqualTo((byte) 0);
            seatChanges.hold(event, LONG, 5);
            await().atMost(SOON).until(() -> watcher.availability()[5] == 1);
        }
    }

    @Test
    void without_redis_postgres_is_shown_and_afterwards_everything_again() {
        var event = api.onSale(10, 0);
        seatChanges.hold(event, LONG, 4);
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> watcher.availability().length == 10 && watcher.availability()[4] == 1);
            TestRedis.shared().suspend();
            try {
                seatChanges.bookInPostgres(event, 1);
                await().atMost(SOON).until(() -> watcher.availability()[1] == 2 && watcher.availability()[4] == 0);
                var answer = api.get("/events/" + event + "/availability");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.json().get("booked").asInt()).isEqualTo(1);
                assertThat(api.get("/events/" + event).status()).isEqualTo(200);
            } finally {
                TestRedis.shared().resume();
            }
            await().atMost(SOON).until(() -> watcher.availability()[4] == 1);
            assertThat(watcher.availability()[1]).isEqualTo((byte) 2);
        }
    }

    @Test
    void operators_see_how_old_the_watched_picture_is() {
        var event = api.onSale(20, 0);
        try (var reader = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> reader.lastId() > 0);
            var lag = registry.get("boxoffice.live.lag").timeGauge();
            await().atMost(SOON).until(() -> lag.value(TimeUnit.SECONDS) > 0);
        }
    }

    @Test
    void closing_the_browser_frees_everything() {
        var event = api.onSale(10, 0);
        await().atMost(SOON).until(() -> metrics.watchers().get() == 0); // those of the tests before are gone
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> metrics.watchers().get() == 1);
            assertThat(watcher.status()).isEqualTo(200);
        }
        await().atMost(SOON).until(() -> metrics.watchers().get() == 0);
    }

    @Test
    void a_cancelled_event_is_not_for_sale_any_more() {
        var event = api.onSale(10, 0);
        seatChanges.book(event, 3);
        try (var watcher = SeatStreamClient.open(api, event)) {
            await().atMost(SOON).until(() -> !watcher.messages().isEmpty());
            assertThat(api.post("/events/" + event + "/cancellation", EventApiClient.organizer(), "")
                            .status())
                    .isEqualTo(202);
            await().atMost(SOON).until(() -> watcher.availability()[0] == 3);
            assertThat(watcher.availability()[3]).isEqualTo((byte) 2);
            seatChanges.release(event, 3);
            await().atMost(SOON).until(() -> watcher.availability()[3] == 3);
        }
    }

    @Test
    void there_is_no_stream_of_what_is_not_published() {
        assertThat(api.get("/events/0197f3a0-0000-7000-8000-000000000000/availability/stream")
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/events/nonsense/availability/stream").problem()).isEqualTo("/problems/not-found");
    }

    @Test
    void a_poller_waits_for_news_and_is_told_when_there_are_none() throws InterruptedException {
        var event = api.onSale(10, 0);
        var path = "/events/" + event + "/availability";
        var etag = api.get(path).etag();
        assertThat(api.get(path, "If-None-Match", etag).status()).isEqualTo(304);

        var nothing = api.get(path, "If-None-Match", etag, "Prefer", "wait=1");
        assertThat(nothing.status()).isEqualTo(304);
        assertThat(nothing.header("Preference-Applied")).contains("wait=1");

        var buyer = Thread.ofVirtual().start(() -> {
            await().atMost(SOON).until(() -> metrics.pollers().get() > 0);
            seatChanges.hold(event, LONG, 5);
        });
        var news = api.get(path, "If-None-Match", etag, "Prefer", "wait=30");
        assertThat(news.status()).isEqualTo(200);
        assertThat(news.json().get("held").asInt()).isEqualTo(1);
        buyer.join();
    }
}
