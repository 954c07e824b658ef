package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.room.WaitingRoomService;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// The users who alone may join a waiting room, where operators say so.
@RestController
class AllowListController {

    private static final int MOST_LISTED = 10_000;

    /// Names somebody: that everybody may join is said by taking the list away.
    ///
    /// @param accessCodes let in whoever knows one of them
    record AllowListRequest(
            @Nullable List<String> subjects, @Nullable List<String> accessCodes) {}

    /// How many are listed now.
    record AllowListResponse(int allowed) {}

    private final WaitingRoomService rooms;

    AllowListController(WaitingRoomService rooms) {
        this.rooms = rooms;
    }

    @PutMapping("/events/{eventId}/queue/allow-list")
    Mono<AllowListResponse> replace(@PathVariable String eventId, @RequestBody AllowListRequest list) {
        UUID event = EventIdPath.parse(eventId);
        List<String> subjects = list.subjects() == null ? List.of() : list.subjects();
        List<String> codes = list.accessCodes() == null ? List.of() : list.accessCodes();
        if (subjects.isEmpty() && codes.isEmpty()) {
            return Mono.error(FieldErrors.single(
                    "subjects", "must name users, or accessCodes codes; DELETE the list to let everybody join"));
        }
        if (codes.size() > MOST_LISTED) {
            return Mono.error(FieldErrors.single("accessCodes", "must be at most " + MOST_LISTED + " codes"));
        }
        if (subjects.size() > MOST_LISTED) {
            return Mono.error(FieldErrors.single("subjects", "must be at most " + MOST_LISTED + " users"));
        }
        return rooms.allowOnly(
                        event,
                        subjects.stream().map(UserHash::of).toList(),
                        codes.stream().map(UserHash::of).toList())
                .thenReturn(new AllowListResponse(subjects.size()));
    }

    @DeleteMapping("/events/{eventId}/queue/allow-list")
    Mono<ResponseEntity<Void>> remove(@PathVariable String eventId) {
        UUID event = EventIdPath.parse(eventId);
        return rooms.allowOnly(event, List.of(), List.of())
                .thenReturn(ResponseEntity.noContent().build());
    }
}
