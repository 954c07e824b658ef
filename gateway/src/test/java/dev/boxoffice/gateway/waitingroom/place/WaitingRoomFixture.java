package dev.boxoffice.gateway.waitingroom.place;

import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.redis.TestRedisExecutor;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.admission.AdmissionStoreFixture;
import dev.boxoffice.gateway.waitingroom.draw.DrawFixture;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomState;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomStoreFixture;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.testkit.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Waiting rooms in Redis as one of several gateways uses them, by a connection of its own.
final class WaitingRoomFixture {

    static final int BUCKETS = 4_096;

    static final QueueProperties PROPERTIES = properties(Duration.ofMinutes(10), Duration.ofMinutes(1), BUCKETS);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WaitingRoomStoreFixture rooms;
    private final AdmissionStoreFixture admissions;
    private final PlaceStore places;
    private final DrawFixture draws;

    WaitingRoomFixture(ReactiveRedisExecutor redis, QueueProperties properties) {
        this.rooms = new WaitingRoomStoreFixture(redis, properties);
        this.admissions = new AdmissionStoreFixture(redis, properties);
        this.draws = new DrawFixture(redis, properties);
        this.places = new PlaceStore(new PlaceVisitScript(redis, properties), new PlaceLeaveScript(redis, properties));
    }

    static WaitingRoomFixture on(TestRedis redis) {
        return new WaitingRoomFixture(TestRedisExecutor.connect(redis), PROPERTIES);
    }

    static QueueProperties properties(Duration admissionTtl, Duration claimWindow, int buckets) {
        return new QueueProperties(
                Base64.getEncoder().encodeToString(new byte[32]),
                admissionTtl,
                3,
                claimWindow,
                Duration.ofMillis(20), // tests do not wait for seconds
                buckets,
                Duration.ofDays(7),
                500,
                Duration.ofSeconds(2),
                1_000,
                new QueueProperties.Auto(200, 5_000, Duration.ofMinutes(1)),
                new QueueProperties.Stream(2_000, Duration.ofSeconds(10), Duration.ofSeconds(15)),
                new QueueProperties.Catalogue(Duration.ofSeconds(30), 100, Duration.ofSeconds(1)),
                new QueueProperties.Refusals(100, Duration.ofMinutes(1), 1_000));
    }

    static QueuedEvent event(int admitPerMinute, int maxActive, int total) {
        return new QueuedEvent(
                UUID.randomUUID(),
                "Concert",
                "ON_SALE",
                null,
                new WaitingRoomSettings(WaitingRoomMode.ON, admitPerMinute, maxActive),
                total);
    }

    static WaitingRoomVisitor visitor(QueuedEvent event, String user) {
        return WaitingRoomVisitor.of(user, event.id(), null);
    }

    void open(QueuedEvent event) {
        rooms.open(event);
    }

    void openBeforeSale(QueuedEvent event) {
        rooms.openBeforeSale(event);
    }

    /// Leaves before the draw.
    void returnLot(QueuedEvent event, String user, long lot) {
        places.leave(visitor(event, user), lot, null).block();
    }

    /// The sale starts: who takes part is settled, and drawn.
    WaitingRoomState draw(QueuedEvent event) {
        draws.hold(event.id(), tick(event).order());
        return tick(event);
    }

    DrawFixture draws() {
        return draws;
    }

    void restore(QueuedEvent event, WaitingRoomState last) {
        rooms.restore(event, last);
    }

    Mono<PlaceVisit> joining(QueuedEvent event, String user) {
        return places.join(visitor(event, user), null, 0);
    }

    Place join(QueuedEvent event, String user) {
        return place(joining(event, user));
    }

    /// Joins a gateway that has seen `highest` given.
    Place join(QueuedEvent event, String user, long highest) {
        return place(places.join(visitor(event, user), null, highest));
    }

    /// Joins with a token that proves this place.
    Place join(QueuedEvent event, String user, Place proven) {
        return place(places.join(visitor(event, user), proven, 0));
    }

    private static Place place(Mono<PlaceVisit> visit) {
        return switch (visit.blockOptional().orElseThrow()) {
            case PlaceVisit.Found found -> found.place();
            case PlaceVisit other -> throw new AssertionError("Expected a place, got " + other);
        };
    }

    PlaceVisit find(QueuedEvent event, String user) {
        return places.find(visitor(event, user), null, 0).blockOptional().orElseThrow();
    }

    void leave(QueuedEvent event, String user, long place) {
        places.leave(visitor(event, user), place, place).block();
    }

    WaitingRoomState tick(QueuedEvent event) {
        return rooms.tick(event).blockOptional().orElseThrow().orElseThrow();
    }

    Mono<?> ticking(QueuedEvent event) {
        return rooms.tick(event);
    }

    /// Ticks until the room has moved on once more.
    void move(QueuedEvent event) {
        Instant before = tick(event).movedAt();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tick(event).movedAt().isAfter(before));
    }

    /// Ticks until that turn has been called.
    WaitingRoomState call(QueuedEvent event, long turn) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tick(event), state -> state.order().serving() > turn);
    }

    @Nullable
    Instant claim(QueuedEvent event, String user, long place) {
        return claim(event, user, place, place);
    }

    @Nullable
    Instant claim(QueuedEvent event, String user, long place, long turn) {
        return admissions.claim(
                visitor(event, user), place, turn, event.settings().maxActive());
    }
}
