package dev.boxoffice.gateway.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The waiting rooms this gateway knows, moved on once a second together with all other gateways.
@Component
class Rooms {

    private static final Logger log = LoggerFactory.getLogger(Rooms.class);
    private static final int TICKS_AT_ONCE = 16;

    private final QueueStore store;
    private final EventCatalogue events;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final Map<UUID, Room> rooms = new ConcurrentHashMap<>();

    Rooms(QueueStore store, EventCatalogue events, Checkpoints checkpoints, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.events = events;
        this.checkpoints = checkpoints;
        this.clock = clock;
        metrics.gauge("boxoffice_queue_waiting", this, Rooms::waiting);
        metrics.gauge("boxoffice_queue_inside", this, Rooms::inside);
        metrics.gauge("boxoffice_queue_stalled_seconds", this, Rooms::longestStalled);
        metrics.gauge("boxoffice_queue_tick_age_seconds", this, Rooms::oldestTick);
    }

    private double waiting() {
        return rooms.values().stream().mapToLong(room -> room.line().waiting()).sum();
    }

    private double inside() {
        return rooms.values().stream()
                .mapToLong(room -> room.state().number("active"))
                .sum();
    }

    /// How long the line of any room has stood still though it could move.
    private double longestStalled() {
        return longest(Room::stalled);
    }

    /// The age of the oldest tick of any room: more than a few seconds says that nobody moves it on from here.
    private double oldestTick() {
        Instant now = clock.instant();
        return longest(room -> Duration.between(room.ticked(), now));
    }

    private double longest(Function<Room, Duration> of) {
        return rooms.values().stream()
                        .map(of)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    Collection<Room> all() {
        return rooms.values();
    }

    /// Without asking anybody: null for an event nobody queues for.
    @Nullable
    Room known(UUID event) {
        return rooms.get(event);
    }

    /// The room of an event, if it has one.
    Mono<Optional<Room>> find(EventInfo event) {
        Room known = rooms.get(event.id());
        return known != null ? Mono.just(Optional.of(known)) : tick(event);
    }

    /// The room of an event, opened if need be: a new one only where event-service remembers none either, since Redis
    /// and every gateway that knew the room may be gone.
    Mono<Room> open(EventInfo event) {
        return find(event)
                .flatMap(found -> found.map(Mono::just)
                        .orElseGet(() -> checkpoints
                                .restore(event.id())
                                .then(store.open(event.id(), event.isBeforeSale(clock.instant())))
                                .then(tick(event))
                                .map(Optional::orElseThrow)));
    }

    /// Brings a room that Redis has lost back from what is remembered here.
    Mono<Room> restore(Room room) {
        log.warn("Redis has lost the waiting room of event {}; it goes on from its last tick", room.event());
        return store.restore(room.event(), room.state(), room.highest())
                .then(Mono.defer(() -> tick(room.info())))
                .map(Optional::orElseThrow);
    }

    /// Looks at a room now, moving it on if it is time.
    Mono<Optional<Room>> tick(EventInfo event) {
        Room known = rooms.get(event.id());
        Settings settings = known == null ? event.settings() : known.state().over(event.settings());
        return store.tick(event, settings, known == null ? 0 : known.highest())
                .map(state -> state.map(fresh -> accept(event, fresh)));
    }

    /// Moves a room by other settings at once: what an operator was told holds from then on, on every gateway.
    Mono<Room> moveNow(EventInfo event, Settings changed) {
        Room known = rooms.get(event.id());
        return store.tick(event, changed, known == null ? 0 : known.highest(), Duration.ZERO)
                .map(state -> accept(event, state.orElseThrow()));
    }

    private Room accept(EventInfo event, QueueState state) {
        Instant now = clock.instant();
        Room room = rooms.computeIfAbsent(event.id(), _ -> new Room(event, state, now));
        room.update(event, state, now);
        return room;
    }

    /// One second's work: every room anybody has opened.
    Mono<Void> tickAll() {
        return store.events()
                .map(this::withOurs)
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::tickSafely, TICKS_AT_ONCE)
                .then();
    }

    private Set<UUID> withOurs(Set<UUID> listed) {
        Set<UUID> union = new HashSet<>(listed);
        union.addAll(rooms.keySet());
        return union;
    }

    private Mono<Void> tickSafely(UUID event) {
        return events.find(event)
                .flatMap(info -> info.isOver() ? close(event) : tick(info).flatMap(found -> settle(event, found)))
                .onErrorResume(error -> {
                    log.warn("The waiting room of event {} did not move: {}", event, error.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> settle(UUID event, Optional<Room> found) {
        Room known = rooms.get(event);
        if (found.isEmpty()) {
            return known == null ? store.forget(event) : restore(known).then();
        }
        return found.get().isIdle() ? close(event) : Mono.empty();
    }

    private Mono<Void> close(UUID event) {
        Room closed = rooms.remove(event);
        if (closed != null) {
            closed.close();
        }
        return store.forget(event);
    }
}
