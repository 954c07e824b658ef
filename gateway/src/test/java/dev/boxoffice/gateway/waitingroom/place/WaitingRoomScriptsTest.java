package dev.boxoffice.gateway.waitingroom.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.redis.TestRedisExecutor;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomKeys;
import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomState;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.testkit.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@Tag("stores")
class WaitingRoomScriptsTest {

    /// Not the shared one: the gateway of other tests would tick these rooms too, by settings of its own.
    private static final TestRedis REDIS = TestRedis.start();

    private static final WaitingRoomFixture GATEWAY = WaitingRoomFixture.on(REDIS);

    @AfterAll
    static void stop() {
        REDIS.stop();
    }

    private static ReactiveRedisExecutor redis() {
        return TestRedisExecutor.connect(REDIS);
    }

    @Test
    void admission_never_exceeds_capacity_under_concurrent_ticks_of_three_gateways() throws Exception {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 40, 0);
        GATEWAY.open(event);
        int users = 400;
        List<Long> places = IntStream.range(0, users)
                .mapToObj(i -> GATEWAY.join(event, "buyer-" + i).number())
                .toList();
        AtomicBoolean done = new AtomicBoolean();
        Set<Integer> inside = ConcurrentHashMap.newKeySet();
        List<Long> active = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int gateway = 0; gateway < 3; gateway++) {
                WaitingRoomFixture own = WaitingRoomFixture.on(REDIS);
                threads.execute(() -> {
                    while (!done.get()) {
                        WaitingRoomState state = own.tick(event);
                        active.add(
                                state.admissions().active() + state.admissions().reserved());
                    }
                });
                threads.execute(() -> {
                    while (!done.get()) {
                        for (int user = 0; user < users; user++) {
                            if (own.claim(event, "buyer-" + user, places.get(user)) != null) {
                                inside.add(user);
                            }
                        }
                    }
                });
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> inside.size() >= 40 && active.size() > 300);
            done.set(true);
        }
        assertThat(active).allMatch(number -> number <= 40);
        assertThat(inside).hasSize(40);
        // Those inside are the first forty, in the order in which they came.
        assertThat(inside)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).boxed().toList());
    }

    /// Else whoever joins a room that is open for longer than that would lose their place with the first who joined.
    @Test
    void places_are_kept_for_as_long_after_the_last_that_was_given() {
        var redis = redis();
        var gateway = new WaitingRoomFixture(
                redis, WaitingRoomFixture.properties(Duration.ofMinutes(1), Duration.ofMinutes(1), 1));
        var event = WaitingRoomFixture.event(600_000, 10, 0);
        gateway.open(event);
        gateway.join(event, "first");
        var places = WaitingRoomKeys.of(event.id()).places(UserHash.of("first"), 1);
        redis.call(template -> template.expire(places, Duration.ofHours(1))).block();
        gateway.join(event, "second");
        assertThat(redis.call(template -> template.getExpire(places)).block()).isGreaterThan(Duration.ofDays(6));
        redis.destroy();
    }

    @Test
    void a_gateway_that_dies_between_ticks_costs_nobody_anything() {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 10, 0);
        ReactiveRedisExecutor dying = redis();
        WaitingRoomFixture first = new WaitingRoomFixture(dying, WaitingRoomFixture.PROPERTIES);
        first.open(event);
        List<Long> places = IntStream.range(0, 30)
                .mapToObj(i -> first.join(event, "buyer-" + i).number())
                .toList();
        // It dies with ticks on their way: each happens as a whole, or not at all.
        Flux.range(0, 50).flatMap(_ -> first.ticking(event)).take(3).blockLast();
        dying.destroy();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            GATEWAY.tick(event);
            long admitted = IntStream.range(0, 30)
                    .filter(i -> GATEWAY.claim(event, "buyer-" + i, places.get(i)) != null)
                    .count();
            assertThat(admitted).isEqualTo(10);
        });
        assertThat(GATEWAY.tick(event).admissions().active()).isEqualTo(10);
    }

    @Test
    void a_stampede_of_20000_joins_loses_nobody_and_repeats_no_place() {
        QueuedEvent event = WaitingRoomFixture.event(600, 100, 0);
        GATEWAY.open(event);
        int users = 20_000;
        List<WaitingRoomFixture> gateways = List.of(GATEWAY, WaitingRoomFixture.on(REDIS));
        List<Long> places = Flux.range(0, users)
                .flatMap(i -> gateways.get(i % 2).joining(event, "fan-" + i), 256)
                .map(visit -> ((PlaceVisit.Found) visit).place().number())
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(places).hasSize(users).doesNotHaveDuplicates();
        WaitingRoomState state = GATEWAY.tick(event);
        assertThat(state.order().waiting() + state.order().count(state.order().serving()))
                .isEqualTo(users);
    }

    @Test
    void two_gateways_agree_on_positions() {
        QueuedEvent event = WaitingRoomFixture.event(60, 100, 0);
        WaitingRoomFixture other = WaitingRoomFixture.on(REDIS);
        GATEWAY.open(event);
        List<Long> places = IntStream.range(0, 50)
                .mapToObj(i ->
                        (i % 2 == 0 ? GATEWAY : other).join(event, "buyer-" + i).number())
                .toList();
        QueueOrder here = GATEWAY.tick(event).order();
        QueueOrder there = other.tick(event).order();
        for (Long place : places) {
            assertThat(here.position(here.turn(place))).isEqualTo(there.position(there.turn(place)));
        }
    }

    @Test
    void who_joins_again_keeps_the_place_and_who_left_goes_to_the_end() {
        QueuedEvent event = WaitingRoomFixture.event(0, 100, 0);
        GATEWAY.open(event);
        long alice = GATEWAY.join(event, "alice").number();
        long bob = GATEWAY.join(event, "bob").number();
        assertThat(GATEWAY.join(event, "alice").number()).isEqualTo(alice);

        Place old = GATEWAY.join(event, "alice");
        GATEWAY.leave(event, "alice", alice);
        // The place was given back: its token no longer proves anything.
        assertThat(GATEWAY.join(event, "alice", old).number()).isGreaterThan(bob);
    }

    /// A gateway may still know the place they gave back: a stream of theirs asks only now and then.
    @Test
    void whoever_has_left_is_not_admitted_on_the_room_of_those_who_were_called() {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 1, 0);
        GATEWAY.open(event);
        long alice = GATEWAY.join(event, "alice").number();
        long bob = GATEWAY.join(event, "bob").number();
        GATEWAY.leave(event, "alice", alice);
        GATEWAY.call(event, bob);

        assertThat(GATEWAY.claim(event, "alice", alice)).isNull();
        assertThat(GATEWAY.claim(event, "bob", bob)).isNotNull();
        assertThat(GATEWAY.tick(event).admissions().active()).isEqualTo(1);
    }

    @Test
    void whoever_has_left_and_joined_again_is_admitted_on_their_new_place_only() {
        QueuedEvent event = WaitingRoomFixture.event(600_000, 2, 0);
        GATEWAY.open(event);
        long old = GATEWAY.join(event, "alice").number();
        long bob = GATEWAY.join(event, "bob").number();
        GATEWAY.leave(event, "alice", old);
        long place = GATEWAY.join(event, "alice").number();
        GATEWAY.call(event, place);

        assertThat(GATEWAY.claim(event, "alice", old)).isNull();
        assertThat(GATEWAY.claim(event, "bob", bob)).isNotNull();
        assertThat(GATEWAY.claim(event, "alice", place)).isNotNull();
        assertThat(GATEWAY.tick(event).admissions().active()).isEqualTo(2);
    }

    @Test
    void room_kept_for_those_who_do_not_come_flows_back() {
        QueueProperties impatient = WaitingRoomFixture.properties(
                Duration.ofMinutes(10), Duration.ofSeconds(1), WaitingRoomFixture.BUCKETS);
        WaitingRoomFixture store = new WaitingRoomFixture(redis(), impatient);
        QueuedEvent event = WaitingRoomFixture.event(600_000, 5, 0);
        store.open(event);
        List<Long> places = IntStream.range(0, 20)
                .mapToObj(i -> store.join(event, "buyer-" + i).number())
                .toList();
        // The first five never come; those behind them get their room.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            store.tick(event);
            assertThat(IntStream.range(5, 20)
                            .filter(i -> store.claim(event, "buyer-" + i, places.get(i)) != null)
                            .count())
                    .isEqualTo(5);
        });
        assertThat(store.tick(event).admissions().active()).isEqualTo(5);
    }

    @Test
    void a_lapsed_admission_flows_back_unless_its_holder_has_seats() {
        QueueProperties brief =
                WaitingRoomFixture.properties(Duration.ofSeconds(1), Duration.ofMinutes(1), WaitingRoomFixture.BUCKETS);
        ReactiveRedisExecutor redis = redis();
        WaitingRoomFixture store = new WaitingRoomFixture(redis, brief);
        QueuedEvent event = WaitingRoomFixture.event(600_000, 2, 0);
        store.open(event);
        long holder = store.join(event, "holder").number();
        long idler = store.join(event, "idler").number();
        store.join(event, "next");
        // booking-service keeps a buyer's holds in this set.
        String holds = "bo:{" + event.id() + "}:buyer:" + UserHash.of("holder").text();
        redis.call(template ->
                        template.opsForZSet().add(holds, utf8("7"), (double) (System.currentTimeMillis() + 60_000)))
                .block();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            store.tick(event);
            return store.claim(event, "holder", holder) != null && store.claim(event, "idler", idler) != null;
        });
        await().atMost(Duration.ofSeconds(20))
                .until(() -> store.tick(event).admissions().lapsed() == 1);
        PlaceVisit stays = store.find(event, "holder");
        PlaceVisit lapsed = store.find(event, "idler");
        assertThat(stays).isInstanceOf(PlaceVisit.Found.class);
        assertThat(lapsed).isEqualTo(new PlaceVisit.Ended(new PlaceEnding(PlaceEnding.State.LAPSED, "TIME_OVER")));
    }

    @Test
    void a_booking_gives_the_room_back() {
        ReactiveRedisExecutor redis = redis();
        QueuedEvent event = WaitingRoomFixture.event(600_000, 1, 0);
        GATEWAY.open(event);
        long first = GATEWAY.join(event, "first").number();
        long second = GATEWAY.join(event, "second").number();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            GATEWAY.tick(event);
            return GATEWAY.claim(event, "first", first) != null;
        });
        assertThat(GATEWAY.claim(event, "second", second)).isNull();
        // booking-service marks an admission as used when its booking is confirmed.
        String used =
                "bo:{" + event.id() + "}:queue:done:" + UserHash.of("first").text() + "." + first;
        redis.call(template -> template.opsForValue().set(used, utf8("1"))).block();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            GATEWAY.tick(event);
            return GATEWAY.claim(event, "second", second) != null;
        });
    }

    @Test
    void nobody_is_called_for_seats_that_are_gone() {
        ReactiveRedisExecutor redis = redis();
        QueuedEvent event = WaitingRoomFixture.event(600_000, 1_000, 8);
        GATEWAY.open(event);
        List<Long> places = IntStream.range(0, 30)
                .mapToObj(i -> GATEWAY.join(event, "buyer-" + i).number())
                .toList();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            int seat = ordinal;
            redis.call(template -> template.opsForValue().setBit("bo:{" + event.id() + "}:booked", seat, true))
                    .block();
        }
        Set<Integer> inside = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            GATEWAY.move(event);
            IntStream.range(0, 30)
                    .filter(user -> GATEWAY.claim(event, "buyer-" + user, places.get(user)) != null)
                    .forEach(inside::add);
        }
        assertThat(inside).hasSize(5);
    }

    @Test
    void a_redis_that_comes_back_empty_repeats_no_place_and_every_holder_gets_theirs_back() {
        try (Own own = new Own()) {
            QueuedEvent event = WaitingRoomFixture.event(0, 100, 0);
            own.store.open(event);
            List<Place> before = IntStream.range(0, 20)
                    .mapToObj(i -> own.store.join(event, "buyer-" + i))
                    .toList();
            WaitingRoomState last = own.store.tick(event);
            Place unseen = own.store.join(event, "late"); // joined after the last tick

            own.redis.flush();
            assertThat(own.store.joining(event, "buyer-0").block()).isInstanceOf(PlaceVisit.NoWaitingRoom.class);
            own.store.restore(event, last);

            long newcomer = own.store.join(event, "newcomer").number();
            for (int i = 0; i < 20; i++) {
                assertThat(own.store.join(event, "buyer-" + i, before.get(i)).number())
                        .isEqualTo(before.get(i).number());
            }
            assertThat(own.store.join(event, "late", unseen).number())
                    .isEqualTo(unseen.number())
                    .isLessThan(newcomer);
            QueueOrder order = own.store.tick(event).order();
            assertThat(order.position(order.turn(before.get(19).number()))).isEqualTo(20);
            assertThat(order.position(order.turn(newcomer))).isEqualTo(21);
        }
    }

    @Test
    void a_place_that_redis_has_lost_is_claimed_once_it_is_proven() {
        try (Own own = new Own()) {
            QueuedEvent event = WaitingRoomFixture.event(600_000, 10, 0);
            own.store.open(event);
            Place alice = own.store.join(event, "alice");
            WaitingRoomState last = own.store.call(event, alice.number());

            own.redis.flush();
            own.store.restore(event, last);
            assertThat(own.store.claim(event, "alice", alice.number())).isNull();
            assertThat(own.store.join(event, "alice", alice).number()).isEqualTo(alice.number());
            assertThat(own.store.claim(event, "alice", alice.number())).isNotNull();
        }
    }

    @Test
    void a_failover_that_has_forgotten_the_last_joins_repeats_no_place() {
        ReactiveRedisExecutor redis = redis();
        QueuedEvent event = WaitingRoomFixture.event(0, 100, 0);
        GATEWAY.open(event);
        GATEWAY.join(event, "before");
        String state = "bo:{" + event.id() + "}:queue:state";
        byte[] next = redis.call(
                        template -> template.<String, byte[]>opsForHash().get(state, "next"))
                .block();
        long lost = GATEWAY.join(event, "lost").number();
        redis.call(template -> template.<String, byte[]>opsForHash().put(state, "next", Objects.requireNonNull(next)))
                .block();

        assertThat(GATEWAY.join(event, "after", lost).number()).isGreaterThan(lost);
    }

    /// With as many users to a bucket as a million in the default number of buckets. A small room before has
    /// Redis load its scripts and grow its buffers, which are no user's.
    @Test
    void a_waiting_user_takes_less_than_forty_bytes_with_the_draw_together() {
        try (Own own = new Own()) {
            QueuedEvent small = WaitingRoomFixture.event(0, 100, 0);
            own.store.openBeforeSale(small);
            own.joinAll(small, 20_000);
            own.store.draw(small);
            QueuedEvent event = WaitingRoomFixture.event(0, 100, 0);
            own.store.openBeforeSale(event);
            int users = Integer.getInteger("boxoffice.test.waiting", WaitingRoomFixture.BUCKETS * 31);
            long before = own.usedMemory();
            own.joinAll(event, users);
            double waiting = (own.usedMemory() - before) / (double) users;
            WaitingRoomState drawn = own.store.draw(event);
            double together = (own.usedMemory() - before) / (double) users;
            System.getLogger(WaitingRoomScriptsTest.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "{0} waiting users: {1} bytes each, with the draw {2}",
                            users,
                            waiting,
                            together);
            assertThat(together).isLessThanOrEqualTo(40);
            assertThat(drawn.waiting()).isEqualTo(users);
            for (String fan : List.of("fan-0", "fan-" + users / 2, "fan-" + (users - 1))) {
                long lot = own.store.join(event, fan).number();
                assertThat(own.store
                                .draws()
                                .receipt(event.id(), drawn.order(), drawn.merkleRoot(), UserHash.of(fan), lot))
                        .hasValueSatisfying(receipt -> assertThat(receipt.index())
                                .isEqualTo(lot - drawn.order().base()));
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A Redis that a test may empty.
    private static final class Own implements AutoCloseable {

        private final TestRedis redis = TestRedis.start();
        private final ReactiveRedisExecutor connection = TestRedisExecutor.connect(redis);
        private final WaitingRoomFixture store = new WaitingRoomFixture(connection, WaitingRoomFixture.PROPERTIES);

        void joinAll(QueuedEvent event, int users) {
            Flux.range(0, users)
                    .flatMap(i -> store.joining(event, "fan-" + i), 512)
                    .blockLast(Duration.ofMinutes(5));
        }

        long usedMemory() {
            Properties memory = connection
                    .call(template -> template.execute(
                                    server -> server.serverCommands().info("memory"))
                            .next())
                    .block();
            return Long.parseLong(Objects.requireNonNull(memory).getProperty("used_memory"));
        }

        @Override
        public void close() {
            connection.destroy();
            redis.stop();
        }
    }
}
