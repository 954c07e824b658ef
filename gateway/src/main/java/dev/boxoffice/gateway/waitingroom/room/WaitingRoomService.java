package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.draw.DrawService;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// The waiting rooms this gateway knows, moved on together with all other gateways.
@Service
public class WaitingRoomService {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoomService.class);

    private final WaitingRoomStore store;
    private final QueuedEventService events;
    private final WaitingRoomRestorationClient restorations;
    private final DrawService draws;
    private final Clock clock;
    private final Set<UUID> drawing = ConcurrentHashMap.newKeySet();
    private final Map<UUID, WaitingRoom> rooms = new ConcurrentHashMap<>();

    WaitingRoomService(
            WaitingRoomStore store,
            QueuedEventService events,
            WaitingRoomRestorationClient restorations,
            DrawService draws,
            Clock clock) {
        this.store = store;
        this.events = events;
        this.restorations = restorations;
        this.draws = draws;
        this.clock = clock;
    }

    public Collection<WaitingRoom> all() {
        return rooms.values();
    }

    /// Without asking anybody: null for an event nobody queues for.
    public @Nullable WaitingRoom known(UUID event) {
        return rooms.get(event);
    }

    /// The room of an event, if it has one.
    public Mono<Optional<WaitingRoom>> find(QueuedEvent event) {
        WaitingRoom known = rooms.get(event.id());
        return known != null ? Mono.just(Optional.of(known)) : tick(event);
    }

    /// The room of an event, or a 404 problem; only a room that is not known here asks anybody.
    public Mono<WaitingRoom> find(UUID event) {
        WaitingRoom known = rooms.get(event);
        return known != null
                ? Mono.just(known)
                : events.find(event)
                        .flatMap(this::find)
                        .map(found -> found.orElseThrow(WaitingRoomService::noSuchRoom));
    }

    private static ProblemException noSuchRoom() {
        return Problem.of(ProblemTypes.NOT_FOUND, "This event has no waiting room at the moment.")
                .toException();
    }

    /// The room of an event, opened if need be: a new one only where event-service remembers none either, since Redis
    /// and every gateway that knew the room may be gone.
    public Mono<WaitingRoom> open(QueuedEvent event) {
        return find(event)
                .flatMap(found -> found.map(Mono::just)
                        .orElseGet(() -> restorations
                                .restore(event.id())
                                .then(store.open(event.id(), event.isBeforeSale(clock.instant())))
                                .then(tick(event))
                                .map(Optional::orElseThrow)));
    }

    /// The room that whoever joins now waits in; none where they walk in.
    public Mono<Optional<WaitingRoom>> findToJoin(QueuedEvent event) {
        boolean opens = switch (event.settings().mode()) {
            case OFF -> false;
            case ON -> true;
            case AUTO -> event.isBeforeSale(clock.instant());
        };
        return (opens ? open(event).map(Optional::of) : find(event)).map(room -> room.filter(WaitingRoom::keepsPeople));
    }

    /// Brings a room that Redis has lost back from what is remembered here.
    public Mono<WaitingRoom> restore(WaitingRoom room) {
        log.warn("Redis has lost the waiting room of event {}; it goes on from its last tick", room.eventId());
        return store.restore(room.eventId(), room.state(), room.highestGiven())
                .then(Mono.defer(() -> tick(room.event())))
                .map(Optional::orElseThrow);
    }

    /// Looks at a room now, moving it on if it is time.
    Mono<Optional<WaitingRoom>> tick(QueuedEvent event) {
        WaitingRoom known = rooms.get(event.id());
        WaitingRoomSettings settings =
                known == null ? event.settings() : known.state().settings(event.settings());
        return store.tick(event, settings, highest(known), state(known))
                .map(state -> state.map(fresh -> accept(event, fresh)))
                .doOnNext(room -> room.ifPresent(this::drawIfDue));
    }

    /// Who takes part has been settled by the first tick of the sale; it is written down beside the ticks, which other
    /// rooms wait for.
    private void drawIfDue(WaitingRoom room) {
        UUID event = room.eventId();
        if (room.state().frozen() && !room.order().isDrawn() && drawing.add(event)) {
            draws.hold(event, room.order())
                    .then(Mono.defer(
                            () -> store.tickNow(room.event(), room.settings(), room.highestGiven(), room.state())))
                    .doFinally(_ -> drawing.remove(event))
                    .subscribe(
                            state -> state.ifPresent(drawn -> accept(room.event(), drawn)),
                            error ->
                                    log.warn("The draw of event {} has to be held again: {}", event, error.toString()));
        }
    }

    private static @Nullable WaitingRoomState state(@Nullable WaitingRoom known) {
        return known == null ? null : known.state();
    }

    private static long highest(@Nullable WaitingRoom known) {
        return known == null ? 0 : known.highestGiven();
    }

    private WaitingRoom accept(QueuedEvent event, WaitingRoomState state) {
        Instant now = clock.instant();
        WaitingRoom room = rooms.computeIfAbsent(event.id(), _ -> new WaitingRoom(event, state, now));
        room.update(event, state, now);
        return room;
    }

    /// What somebody has changed of a room holds from now on, on every gateway.
    Mono<Void> moveNow(QueuedEvent event, WaitingRoomSettings changed) {
        WaitingRoom known = rooms.get(event.id());
        return store.tickNow(event, changed, highest(known), state(known))
                .doOnNext(state -> accept(event, state.orElseThrow()))
                .then();
    }

    /// Forgets a room that keeps nobody any more.
    Mono<Void> close(UUID event) {
        WaitingRoom closed = rooms.remove(event);
        if (closed != null) {
            closed.close();
        }
        return store.forget(event);
    }
}
