package dev.boxoffice.event.ticket;

import dev.boxoffice.event.encoding.EncodedResponse;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SeatMapController {

    private static final String FOR_A_DAY = "public, max-age=86400, immutable";

    private final SeatMapService seatMaps;

    SeatMapController(SeatMapService seatMaps) {
        this.seatMaps = seatMaps;
    }

    @GetMapping("/events/{eventId}/seat-map")
    ResponseEntity<byte[]> show(@PathVariable String eventId, @RequestHeader HttpHeaders headers) {
        return TimeOrderedId.parse(eventId)
                .flatMap(seatMaps::document)
                .map(document -> EncodedResponse.of(document, headers, FOR_A_DAY))
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no seat map of such an event.")
                        .toResponse());
    }
}
