package dev.boxoffice.gateway.queue;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// What everybody may know of a waiting room: how far it has come, and how it was drawn.
@RestController
@RequestMapping("/events/{eventId}/queue")
class ServingController {

    /// One body a second serves every poller: he subtracts `serving` from his `place`.
    record Serving(
            UUID eventId,
            String state,
            long serving,
            long waiting,
            int admitPerMinute,
            @Nullable Long estimatedWaitSeconds,
            Instant asOf,
            int refreshAfterSeconds) {}

    /// Before the draw its commitment, afterwards the key; `drawn` places took part.
    record DrawProof(
            UUID eventId,
            String algorithm,
            String commitment,
            @Nullable String key,
            @Nullable Long drawn) {}

    private final EventCatalogue events;
    private final Rooms rooms;

    ServingController(EventCatalogue events, Rooms rooms) {
        this.events = events;
        this.rooms = rooms;
    }

    @GetMapping("/serving")
    Mono<ResponseEntity<Serving>> serving(@PathVariable String eventId) {
        return room(eventId)
                .map(room -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic())
                        .body(serving(room)));
    }

    private static Serving serving(Room room) {
        Line line = room.line();
        long waiting = line.waiting();
        return new Serving(
                room.event(),
                room.stateName(),
                line.count(line.serving()),
                waiting,
                room.settings().admitPerMinute(),
                room.estimatedWaitSeconds(waiting),
                room.state().now(),
                1);
    }

    @GetMapping("/draw")
    Mono<DrawProof> draw(@PathVariable String eventId) {
        return room(eventId).map(room -> {
            boolean drawn = room.line().isDrawn();
            String key = room.state().text("key");
            return new DrawProof(
                    room.event(),
                    Draw.ALGORITHM,
                    commitment(key),
                    drawn ? key : null,
                    drawn ? Long.valueOf(room.state().number("drawn")) : null);
        });
    }

    /// The SHA-256 of the key's bytes.
    private static String commitment(String key) {
        try {
            byte[] bytes = HexFormat.of().parseHex(key);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mono<Room> room(String eventId) {
        UUID event = QueueController.event(eventId);
        Room known = rooms.known(event);
        return known != null
                ? Mono.just(known)
                : events.find(event).flatMap(rooms::find).map(found -> found.orElseThrow(ServingController::noRoom));
    }

    private static ProblemException noRoom() {
        return Problem.of(ProblemTypes.NOT_FOUND, "This event has no waiting room at the moment.")
                .toException();
    }
}
