package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.gateway.waitingroom.change.RoomChanger;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoomChangeService;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// The users who alone may join a waiting room, where operators say so.
@RestController
class AllowListController {

    private static final int MOST_LISTED = 10_000;

    /// Names somebody: that everybody may join is said by taking the list away.
    ///
    /// @param accessCodes let in whoever knows one of them
    record AllowListRequest(
            @Nullable List<String> subjects, @Nullable List<String> accessCodes) {

        /// An empty list says nothing.
        AllowListRequest {
            subjects = subjects == null || subjects.isEmpty() ? null : subjects;
            accessCodes = accessCodes == null || accessCodes.isEmpty() ? null : accessCodes;
        }
    }

    /// How many are listed now.
    record AllowListResponse(int allowed) {}

    private final WaitingRoomChangeService changes;

    AllowListController(WaitingRoomChangeService changes) {
        this.changes = changes;
    }

    @PutMapping("/events/{eventId}/queue/allow-list")
    Mono<AllowListResponse> replace(
            @PathVariable String eventId,
            @RequestBody AllowListRequest list,
            Authentication caller,
            ServerWebExchange exchange) {
        UUID event = EventIdPath.parse(eventId);
        if (list.subjects() == null && list.accessCodes() == null) {
            return Mono.error(FieldErrors.single(
                    "subjects", "must name users, or accessCodes codes; DELETE the list to let everybody join"));
        }
        List<String> subjects = listed("subjects", list.subjects());
        List<String> codes = listed("accessCodes", list.accessCodes());
        return changes.allowOnly(
                        event,
                        subjects.stream().map(UserHash::of).toList(),
                        codes.stream().map(UserHash::of).toList(),
                        RoomChanger.of(caller, RequestTrace.of(exchange)))
                .thenReturn(new AllowListResponse(subjects.size()));
    }

    private static List<String> listed(String field, @Nullable List<String> names) {
        if (names != null && names.size() > MOST_LISTED) {
            throw FieldErrors.single(field, "must have 1 to " + MOST_LISTED + " entries");
        }
        return names == null ? List.of() : names;
    }

    @DeleteMapping("/events/{eventId}/queue/allow-list")
    Mono<ResponseEntity<Void>> remove(@PathVariable String eventId, Authentication caller, ServerWebExchange exchange) {
        UUID event = EventIdPath.parse(eventId);
        return changes.allowOnly(event, List.of(), List.of(), RoomChanger.of(caller, RequestTrace.of(exchange)))
                .thenReturn(ResponseEntity.noContent().build());
    }
}
