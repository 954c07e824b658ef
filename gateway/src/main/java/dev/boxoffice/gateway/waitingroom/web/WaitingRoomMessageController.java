package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.gateway.waitingroom.change.RoomChanger;
import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomChangeService;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// L6: tells all who wait something; they read it with their place, and hear it by their stream.
@RestController
class WaitingRoomMessageController {

    private static final int LONGEST = 500;

    /// An empty text takes the message back.
    record MessageRequest(@Nullable String text) {

        String checked() {
            if (text == null || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                throw FieldErrors.single("text", "must be one line of at most " + LONGEST + " characters");
            }
            return text.strip();
        }
    }

    /// What they are told now.
    record MessageResponse(String text) {}

    private final WaitingRoomChangeService changes;
    private final QueuedEventService events;

    WaitingRoomMessageController(WaitingRoomChangeService changes, QueuedEventService events) {
        this.changes = changes;
        this.events = events;
    }

    @PutMapping("/events/{eventId}/queue/message")
    Mono<MessageResponse> tell(
            @PathVariable String eventId,
            @RequestBody MessageRequest message,
            Authentication caller,
            ServerWebExchange exchange) {
        UUID event = EventIdPath.parse(eventId);
        String text = message.checked();
        return WaitingRoomAccess.check(events, event, caller)
                .then(Mono.defer(() -> changes.tell(event, text, RoomChanger.of(caller, RequestTrace.of(exchange)))))
                .thenReturn(new MessageResponse(text));
    }
}
