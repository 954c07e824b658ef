package dev.boxoffice.gateway.waitingroom.change;

import dev.boxoffice.gateway.trace.RequestTrace;
import dev.boxoffice.platform.security.Role;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/// Who changes a waiting room, and in which request.
///
/// @param role the one of theirs that allows most: whoever has it acts by it
public record RoomChanger(String subject, Role role, String requestId) {

    public static RoomChanger of(Authentication caller, RequestTrace trace) {
        return new RoomChanger(
                caller.getName(),
                caller.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .flatMap(granted -> Optional.ofNullable(granted).flatMap(Role::fromAuthority).stream())
                        .max(Comparator.naturalOrder())
                        .orElse(Role.BUYER),
                trace.requestId());
    }
}
