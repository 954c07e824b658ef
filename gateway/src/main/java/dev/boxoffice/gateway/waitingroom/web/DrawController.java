package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.draw.Draw;
import dev.boxoffice.gateway.waitingroom.draw.DrawReceipt;
import dev.boxoffice.gateway.waitingroom.draw.DrawService;
import dev.boxoffice.gateway.waitingroom.draw.EntrantSummary;
import dev.boxoffice.gateway.waitingroom.draw.EntrantSummaryService;
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

    /// Before the draw `keyHash` promises its key; afterwards there is the key.
    ///
    /// @param entrants how many take part; before the draw, how many would now
    /// @param base the first lot's number
    /// @param merkleRoot of who takes part; before the draw, of who would now; absent where nobody was drawn
    record DrawResponse(
            UUID eventId,
            String algorithm,
            String keyHash,
            long entrants,
            long base,
            @Nullable String merkleRoot,
            @Nullable String key) {

        static DrawResponse of(WaitingRoom room, EntrantSummary entrants) {
            String key = room.state().drawKey();
            return new DrawResponse(
                    room.eventId(),
                    Draw.ALGORITHM,
                    keyHash(key),
                    entrants.entrants(),
                    room.order().base(),
                    entrants.root().isEmpty() ? null : entrants.root(),
                    room.order().isDrawn() ? key : null);
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
    private final EntrantSummaryService entrants;

    DrawController(WaitingRoomService rooms, PlaceService places, DrawService draws, EntrantSummaryService entrants) {
        this.rooms = rooms;
        this.places = places;
        this.draws = draws;
        this.entrants = entrants;
    }

    @GetMapping("/events/{eventId}/queue/draw")
    Mono<DrawResponse> draw(@PathVariable String eventId) {
        return rooms.find(EventIdPath.parse(eventId))
                .flatMap(room -> entrants(room).map(settled -> DrawResponse.of(room, settled)));
    }

    private Mono<EntrantSummary> entrants(WaitingRoom room) {
        Draw draw = room.order().draw();
        return draw == null
                ? entrants.of(room.eventId(), room.order())
                : Mono.just(new EntrantSummary(draw.size(), room.state().merkleRoot()));
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
