package dev.boxoffice.support.cases;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;

/// Somebody of the desk doing something.
///
/// @param manager may also act on what another agent owns
public record Actor(String id, boolean manager) {

    public static Actor of(Caller caller) {
        return new Actor(caller.subject(), caller.has(Role.SUPPORT_MANAGER));
    }
}
