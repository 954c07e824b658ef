package dev.boxoffice.gateway.waitingroom.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.draw.Draw;
import dev.boxoffice.gateway.waitingroom.draw.DrawReceipt;
import dev.boxoffice.gateway.waitingroom.draw.DrawService;
import dev.boxoffice.gateway.waitingroom.place.PlaceService;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// How a pre-queue is drawn, for everybody who wants to check it.
@RestController
class DrawController {

    /// Before the draw `keyHash` promises its key, and `merkleRoot` says who takes part as soon as that is settled;
    /// afterwards there is the key.
    ///
    /// @param entrants how many take part; until the sale starts, how many would now
    /// @param base the first lot's number
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DrawResponse(
            UUID eventId,
            String algorithm,
            String keyHash,
            long entrants,
            long base,
            @Nullable String merkleRoot,
            @Nullable String key) {

        static DrawResponse of(WaitingRoom room) {
            String key = room.state().drawKey();
            Draw draw = room.order().draw();
            String root = room.state().merkleRoot();
            return new DrawResponse(
                    room.eventId(),
                    Draw.ALGORITHM,
                    keyHash(key),
                    draw == null ? room.state().waiting() : draw.size(),
                    room.order().base(),
                    root.isEmpty() ? null : root,
                    draw == null ? null : key);
        }

        /// The SHA-256 of the key's bytes.
        private static String keyHash(String key) {
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

    private final PlaceService places;
    private final DrawService draws;

    DrawController(WaitingRoomService rooms, PlaceService places, DrawService draws) {
        this.rooms = rooms;
        this.places = places;
        this.draws = draws;
    }

    @GetMapping("/events/{eventId}/queue/draw")
    Mono<DrawResponse> draw(@PathVariable String eventId) {
        return rooms.find(EventIdPath.parse(eventId)).map(DrawResponse::of);
    }

    /// The caller's own proof, which with the draw lets them verify their place (`/draw/{eventId}`).
    @GetMapping("/events/{eventId}/queue/draw/receipt")
    Mono<ResponseEntity<DrawReceipt>> receipt(
            @PathVariable String eventId,
            @RequestHeader(name = "X-Place-Token", required = false) @Nullable String placeToken,
            Principal caller) {
        WaitingRoomVisitor visitor = WaitingRoomVisitor.of(caller.getName(), EventIdPath.parse(eventId), placeToken);
        return rooms.find(visitor.event())
                .flatMap(room -> places.lot(visitor, room).flatMap(lot -> receipt(visitor, room, lot)))
                .map(receipt -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(receipt.orElseThrow(() -> Problem.of(
                                        ProblemTypes.NOT_FOUND,
                                        "You took no part in a draw of this event that was held.")
                                .toException())));
    }

    private Mono<Optional<DrawReceipt>> receipt(WaitingRoomVisitor visitor, WaitingRoom room, Optional<Long> lot) {
        return lot.isEmpty() || !room.order().isDrawn()
                ? Mono.just(Optional.empty())
                : draws.receipt(visitor.event(), room.order(), room.state().merkleRoot(), visitor.hash(), lot.get());
    }
}
