package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.draw.Draw;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// How a pre-queue is drawn, for everybody who wants to check it.
@RestController
class DrawController {

    /// Before the draw its commitment, afterwards the key; `drawn` places took part.
    record DrawResponse(
            UUID eventId,
            String algorithm,
            String commitment,
            @Nullable String key,
            @Nullable Long drawn) {

        static DrawResponse of(WaitingRoom room) {
            String key = room.state().drawKey();
            Draw draw = room.order().draw();
            return new DrawResponse(
                    room.eventId(),
                    Draw.ALGORITHM,
                    commitment(key),
                    draw == null ? null : key,
                    draw == null ? null : Long.valueOf(draw.size()));
        }

        /// The SHA-256 of the key's bytes.
        private static String commitment(String key) {
            try {
                byte[] bytes = HexFormat.of().parseHex(key);
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final WaitingRoomService rooms;

    DrawController(WaitingRoomService rooms) {
        this.rooms = rooms;
    }

    @GetMapping("/events/{eventId}/queue/draw")
    Mono<DrawResponse> draw(@PathVariable String eventId) {
        return rooms.find(EventIdPath.parse(eventId)).map(DrawResponse::of);
    }
}
