package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import dev.boxoffice.gateway.waitingroom.estimate.WaitEstimate;
import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings.AutoAbove;
import dev.boxoffice.gateway.waitingroom.room.AdmissionCounts;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomPhase;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// How waiting rooms stand: each for everybody, all of them for operators.
@RestController
class WaitingRoomController {

    private static final Duration TICK = Duration.ofSeconds(1);

    /// One body a second serves every poller: they subtract `serving` from their `place`.
    record ServingResponse(
            UUID eventId,
            WaitingRoomPhase state,
            long serving,
            long waiting,
            int admitPerMinute,
            @Nullable Long estimatedWaitSeconds,
            @Nullable String message,
            Instant asOf,
            long refreshAfterSeconds) {

        static ServingResponse of(WaitingRoom room) {
            QueueOrder order = room.order();
            long waiting = room.state().waiting();
            WaitEstimate estimate = room.estimate(waiting);
            return new ServingResponse(
                    room.eventId(),
                    room.phase(),
                    order.count(order.serving()),
                    waiting,
                    room.settings().admitPerMinute(),
                    estimate == null ? null : Long.valueOf(estimate.middleSeconds()),
                    messageOf(room),
                    room.state().asOf(),
                    TICK.toSeconds());
        }
    }

    /// One waiting room. `lapseRate` is the share of admissions that ran out unused; `admitPerMinute` is what may be
    /// called, `servedPerMinute` what was called lately.
    record WaitingRoomResponse(
            UUID eventId,
            String eventName,
            WaitingRoomMode mode,
            WaitingRoomPhase state,
            long waiting,
            long admitted,
            long admittedTotal,
            long lapsedTotal,
            double lapseRate,
            int admitPerMinute,
            double servedPerMinute,
            int maxActive,
            @Nullable WaitEstimate estimatedWait,
            @Nullable Long estimatedWaitSeconds,
            @Nullable Long seatsLeft,
            @Nullable AutoAbove autoAbove,
            @Nullable String message) {

        static WaitingRoomResponse of(WaitingRoom room) {
            WaitingRoomSettings settings = room.settings();
            AdmissionCounts admissions = room.state().admissions();
            long waiting = room.state().waiting();
            WaitEstimate estimate = room.estimate(waiting);
            return new WaitingRoomResponse(
                    room.eventId(),
                    room.event().name(),
                    settings.mode(),
                    room.phase(),
                    waiting,
                    admissions.active(),
                    admissions.admitted(),
                    admissions.lapsed(),
                    admissions.lapseRate(),
                    settings.admitPerMinute(),
                    room.servedPerMinute(),
                    settings.maxActive(),
                    estimate,
                    estimate == null ? null : Long.valueOf(estimate.middleSeconds()),
                    room.state().seatsLeft(),
                    settings.autoAbove(),
                    messageOf(room));
        }
    }

    private static @Nullable String messageOf(WaitingRoom room) {
        String message = room.state().message();
        return message.isEmpty() ? null : message;
    }

    /// The longest first.
    record WaitingRoomListResponse(List<WaitingRoomResponse> queues) {}

    private final WaitingRoomService rooms;
    private final QueuedEventService events;

    WaitingRoomController(WaitingRoomService rooms, QueuedEventService events) {
        this.rooms = rooms;
        this.events = events;
    }

    /// L6: an organiser sees their own event's room as operators do.
    @GetMapping("/events/{eventId}/queue/overview")
    Mono<WaitingRoomResponse> overview(@PathVariable String eventId, Authentication caller) {
        UUID event = EventIdPath.parse(eventId);
        return WaitingRoomAccess.check(events, event, caller)
                .then(Mono.defer(() -> rooms.find(event)))
                .map(WaitingRoomResponse::of);
    }

    @GetMapping("/events/{eventId}/queue/serving")
    Mono<ResponseEntity<ServingResponse>> serving(@PathVariable String eventId) {
        return rooms.find(EventIdPath.parse(eventId))
                .map(room -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(TICK).cachePublic())
                        .body(ServingResponse.of(room)));
    }

    @GetMapping("/queues")
    WaitingRoomListResponse list() {
        return new WaitingRoomListResponse(rooms.all().stream()
                .map(WaitingRoomResponse::of)
                .sorted(Comparator.comparingLong(WaitingRoomResponse::waiting).reversed())
                .toList());
    }
}
