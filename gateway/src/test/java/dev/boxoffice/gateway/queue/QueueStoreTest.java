package dev.boxoffice.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.queue.PlaceTokens.Place;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.redis.RedisAt;
import dev.boxoffice.testkit.RedisStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class QueueStoreTest {

    /// Not the shared one: the gateway of other tests would tick these rooms too, by settings of its own.
    private static final RedisStore REDIS = RedisStore.start();

    private static final QueueStore STORE = Gateways.store(REDIS);

    @AfterAll
    static void stop() {
        REDIS.stop();
    }

    private static Redis redis() {
        return RedisAt.connect(REDIS);
    }

    @Test
    void admission_never_exceeds_capacity_under_concurrent_ticks_of_three_gateways() throws Exception {
        EventInfo event = Gateways.event(600_000, 40, 0);
        STORE.open(event.id(), false).block();
        int users = 400;
        List<Long> places = IntStream.range(0, users)
                .mapToObj(i -> Gateways.join(STORE, event, "buyer-" + i).place().number())
                .toList();
        AtomicBoolean done = new AtomicBoolean();
        Set<Integer> inside = ConcurrentHashMap.newKeySet();
        List<Long> active = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int gateway = 0; gateway < 3; gateway++) {
                QueueStore own = Gateways.store(REDIS);
                threads.execute(() -> {
                    while (!done.get()) {
                        QueueState state = Gateways.tick(own, event);
                        active.add(state.number("active") + state.number("reserved"));
                    }
                });
                threads.execute(() -> {
                    while (!done.get()) {
                        for (int user = 0; user < users; user++) {
                            if (Gateways.claim(own, event, "buyer-" + user, places.get(user)) != null) {
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

    @Test
    void a_gateway_that_dies_between_ticks_costs_nobody_anything() {
        EventInfo event = Gateways.event(600_000, 10, 0);
        Redis dying = redis();
        QueueStore first = Gateways.store(dying, Gateways.PROPERTIES);
        first.open(event.id(), false).block();
        List<Long> places = IntStream.range(0, 30)
                .mapToObj(i -> Gateways.join(first, event, "buyer-" + i).place().number())
                .toList();
        // It dies with ticks on their way: each happens as a whole, or not at all.
        Flux.range(0, 50)
                .flatMap(_ -> first.tick(event, event.settings(), 0))
                .take(3)
                .blockLast();
        dying.destroy();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Gateways.tick(STORE, event);
            long admitted = IntStream.range(0, 30)
                    .filter(i -> Gateways.claim(STORE, event, "buyer-" + i, places.get(i)) != null)
                    .count();
            assertThat(admitted).isEqualTo(10);
        });
        assertThat(Gateways.tick(STORE, event).number("active")).isEqualTo(10);
    }

    @Test
    void a_stampede_of_20000_joins_loses_nobody_and_repeats_no_place() {
        EventInfo event = Gateways.event(600, 100, 0);
        STORE.open(event.id(), false).block();
        int users = 20_000;
        List<QueueStore> gateways = List.of(STORE, Gateways.store(REDIS));
        List<Long> places = Flux.range(0, users)
                .flatMap(
                        i -> gateways.get(i % 2).visit(event.id(), UserHash.of("fan-" + i), true, Optional.empty(), 0),
                        256)
                .map(visit -> ((Visit.InLine) visit).place().number())
                .collectList()
                .block(Duration.ofSeconds(60));
        assertThat(places).hasSize(users).doesNotHaveDuplicates();
        QueueState state = Gateways.tick(STORE, event);
        assertThat(state.line().waiting() + state.line().count(state.line().serving()))
                .isEqualTo(users);
    }

    @Test
    void two_gateways_agree_on_positions() {
        EventInfo event = Gateways.event(60, 100, 0);
        QueueStore other = Gateways.store(REDIS);
        STORE.open(event.id(), false).block();
        List<Long> places = IntStream.range(0, 50)
                .mapToObj(i -> Gateways.join(i % 2 == 0 ? STORE : other, event, "buyer-" + i)
                        .place()
                        .number())
                .toList();
        Line here = Gateways.tick(STORE, event).line();
        Line there = Gateways.tick(other, event).line();
        for (Long place : places) {
            assertThat(here.position(here.turn(place))).isEqualTo(there.position(there.turn(place)));
        }
    }

    @Test
    void who_joins_again_keeps_the_place_and_who_left_goes_to_the_end() {
        EventInfo event = Gateways.event(0, 100, 0);
        STORE.open(event.id(), false).block();
        long alice = Gateways.join(STORE, event, "alice").place().number();
        long bob = Gateways.join(STORE, event, "bob").place().number();
        assertThat(Gateways.join(STORE, event, "alice").place().number()).isEqualTo(alice);

        Place old = Gateways.join(STORE, event, "alice").place();
        STORE.leave(event.id(), UserHash.of("alice"), alice, Optional.of(alice)).block();
        // The place was given back: its token no longer proves anything.
        Visit again = STORE.visit(event.id(), UserHash.of("alice"), true, Optional.of(old), 0)
                .block();
        assertThat(((Visit.InLine) Objects.requireNonNull(again)).place().number())
                .isGreaterThan(bob);
    }

    @Test
    void room_kept_for_those_who_do_not_come_flows_back() {
        QueueProperties impatient =
                Gateways.properties(Duration.ofMinutes(10), Duration.ofMillis(200), Gateways.BUCKETS);
        QueueStore store = Gateways.store(redis(), impatient);
        EventInfo event = Gateways.event(600_000, 5, 0);
        store.open(event.id(), false).block();
        List<Long> places = IntStream.range(0, 20)
                .mapToObj(i -> Gateways.join(store, event, "buyer-" + i).place().number())
                .toList();
        // The first five never come; those behind them get their room.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Gateways.tick(store, event);
            assertThat(IntStream.range(5, 20)
                            .filter(i -> Gateways.claim(store, event, "buyer-" + i, places.get(i)) != null)
                            .count())
                    .isEqualTo(5);
        });
        assertThat(Gateways.tick(store, event).number("active")).isEqualTo(5);
    }

    @Test
    void a_lapsed_admission_flows_back_unless_its_holder_has_seats() {
        QueueProperties brief = Gateways.properties(Duration.ofMillis(150), Duration.ofMinutes(1), Gateways.BUCKETS);
        Redis redis = redis();
        QueueStore store = Gateways.store(redis, brief);
        EventInfo event = Gateways.event(600_000, 2, 0);
        store.open(event.id(), false).block();
        long holder = Gateways.join(store, event, "holder").place().number();
        long idler = Gateways.join(store, event, "idler").place().number();
        Gateways.join(store, event, "next");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Gateways.tick(store, event);
            return Gateways.claim(store, event, "holder", holder) != null
                    && Gateways.claim(store, event, "idler", idler) != null;
        });
        // booking-service keeps a buyer's holds in this set.
        String holds = "bo:{" + event.id() + "}:buyer:" + UserHash.of("holder").text();
        redis.call(commands -> commands.zadd(holds, (double) (System.currentTimeMillis() + 60_000), Redis.utf8("7")))
                .block();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Gateways.tick(store, event).number("lapsed") == 1);
        Visit stays = store.visit(event.id(), UserHash.of("holder"), false, Optional.empty(), 0)
                .block();
        Visit lapsed = store.visit(event.id(), UserHash.of("idler"), false, Optional.empty(), 0)
                .block();
        assertThat(stays).isInstanceOf(Visit.InLine.class);
        assertThat(lapsed).isInstanceOf(Visit.Absent.class);
    }

    @Test
    void a_booking_gives_the_room_back() {
        Redis redis = redis();
        EventInfo event = Gateways.event(600_000, 1, 0);
        STORE.open(event.id(), false).block();
        long first = Gateways.join(STORE, event, "first").place().number();
        long second = Gateways.join(STORE, event, "second").place().number();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Gateways.tick(STORE, event);
            return Gateways.claim(STORE, event, "first", first) != null;
        });
        assertThat(Gateways.claim(STORE, event, "second", second)).isNull();
        // booking-service marks an admission as used when its booking is confirmed.
        String used =
                "bo:{" + event.id() + "}:queue:done:" + UserHash.of("first").text() + "." + first;
        redis.call(commands -> commands.set(used, Redis.utf8("1"))).block();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Gateways.tick(STORE, event);
            return Gateways.claim(STORE, event, "second", second) != null;
        });
    }

    @Test
    void nobody_is_called_for_seats_that_are_gone() {
        Redis redis = redis();
        EventInfo event = Gateways.event(600_000, 1_000, 8);
        STORE.open(event.id(), false).block();
        List<Long> places = IntStream.range(0, 30)
                .mapToObj(i -> Gateways.join(STORE, event, "buyer-" + i).place().number())
                .toList();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            int seat = ordinal;
            redis.call(commands -> commands.setbit("bo:{" + event.id() + "}:booked", seat, 1))
                    .block();
        }
        Set<Integer> inside = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            Gateways.tick(STORE, event);
            IntStream.range(0, 30)
                    .filter(user -> Gateways.claim(STORE, event, "buyer-" + user, places.get(user)) != null)
                    .forEach(inside::add);
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
        assertThat(inside).hasSize(5);
    }

    @Test
    void a_redis_that_comes_back_empty_repeats_no_place_and_every_holder_gets_his_back() {
        try (Own own = new Own()) {
            EventInfo event = Gateways.event(0, 100, 0);
            own.store.open(event.id(), false).block();
            List<Place> before = IntStream.range(0, 20)
                    .mapToObj(i -> Gateways.join(own.store, event, "buyer-" + i).place())
                    .toList();
            QueueState last = Gateways.tick(own.store, event);
            Place unseen = Gateways.join(own.store, event, "late").place(); // joined after the last tick

            own.redis.flush();
            assertThat(own.store
                            .visit(event.id(), UserHash.of("buyer-0"), true, Optional.empty(), 0)
                            .block())
                    .isInstanceOf(Visit.NoRoom.class);
            own.store.restore(event.id(), last, 0).block();

            long newcomer = Gateways.join(own.store, event, "newcomer").place().number();
            for (int i = 0; i < 20; i++) {
                Visit back = own.store
                        .visit(event.id(), UserHash.of("buyer-" + i), true, Optional.of(before.get(i)), 0)
                        .block();
                assertThat(((Visit.InLine) Objects.requireNonNull(back)).place().number())
                        .isEqualTo(before.get(i).number());
            }
            Visit late = own.store
                    .visit(event.id(), UserHash.of("late"), true, Optional.of(unseen), 0)
                    .block();
            assertThat(((Visit.InLine) Objects.requireNonNull(late)).place().number())
                    .isEqualTo(unseen.number())
                    .isLessThan(newcomer);
            Line line = Gateways.tick(own.store, event).line();
            assertThat(line.position(line.turn(before.get(19).number()))).isEqualTo(20);
            assertThat(line.position(line.turn(newcomer))).isEqualTo(21);
        }
    }

    @Test
    void a_failover_that_has_forgotten_the_last_joins_repeats_no_place() {
        Redis redis = redis();
        EventInfo event = Gateways.event(0, 100, 0);
        STORE.open(event.id(), false).block();
        Gateways.join(STORE, event, "before");
        String state = "bo:{" + event.id() + "}:queue:state";
        byte[] next = redis.call(commands -> commands.hget(state, "next")).block();
        long lost = Gateways.join(STORE, event, "lost").place().number();
        redis.call(commands -> commands.hset(state, "next", Objects.requireNonNull(next)))
                .block();

        Visit after = STORE.visit(event.id(), UserHash.of("after"), true, Optional.empty(), lost)
                .block();
        assertThat(((Visit.InLine) Objects.requireNonNull(after)).place().number())
                .isGreaterThan(lost);
    }

    /// With as many users to a bucket as a million in the default number of buckets.
    @Test
    void a_waiting_user_takes_less_than_forty_bytes() {
        try (Own own = new Own()) {
            EventInfo event = Gateways.event(0, 100, 0);
            own.store.open(event.id(), false).block();
            int users = Integer.getInteger("boxoffice.test.waiting", Gateways.BUCKETS * 31);
            long before = own.usedMemory();
            long start = System.nanoTime();
            Flux.range(0, users)
                    .flatMap(i -> own.store.visit(event.id(), UserHash.of("fan-" + i), true, Optional.empty(), 0), 512)
                    .blockLast(Duration.ofMinutes(5));
            double perUser = (own.usedMemory() - before) / (double) users;
            System.getLogger(QueueStoreTest.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "{0} waiting users: {1} bytes each, joined at {2} a second",
                            users,
                            perUser,
                            users * 1e9 / (System.nanoTime() - start));
            assertThat(perUser).isLessThan(40);
        }
    }

    /// A Redis that a test may empty.
    private static final class Own implements AutoCloseable {

        private final RedisStore redis = RedisStore.start();
        private final Redis connection = RedisAt.connect(redis);
        private final QueueStore store = Gateways.store(connection, Gateways.PROPERTIES);

        long usedMemory() {
            String info = connection.call(commands -> commands.info("memory")).block();
            return Objects.requireNonNull(info)
                    .lines()
                    .filter(line -> line.startsWith("used_memory:"))
                    .mapToLong(line -> Long.parseLong(
                            line.substring("used_memory:".length()).strip()))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() {
            connection.destroy();
            redis.stop();
        }
    }
}
