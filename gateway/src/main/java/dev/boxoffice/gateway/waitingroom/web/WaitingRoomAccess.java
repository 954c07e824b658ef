package dev.boxoffice.gateway.waitingroom.web;

import dev.boxoffice.gateway.waitingroom.event.QueuedEventService;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.AccessProblem;
import dev.boxoffice.platform.security.Role;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/// Who may look into an event's waiting room, and speak to those who wait: its organiser, and operators.
final class WaitingRoomAccess {

    private WaitingRoomAccess() {}

    static Mono<Void> check(QueuedEventService events, UUID event, Authentication caller) {
        if (has(caller, Role.OPERATOR)) {
            return Mono.empty();
        }
        if (!has(caller, Role.ORGANIZER)) {
            return Mono.error(AccessProblem.missingRole().toException());
        }
        return events.isRunBy(event, caller.getName())
                .flatMap(isOwner -> isOwner
                        ? Mono.empty()
                        : Mono.error(Problem.of(
                                        ProblemTypes.FORBIDDEN,
                                        "Your role in this event's organization does not allow that.")
                                .toException()));
    }

    private static boolean has(Authentication caller, Role role) {
        return caller.getAuthorities().stream()
                .anyMatch(granted -> role.authority().equals(granted.getAuthority()));
    }
}
