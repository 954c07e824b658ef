package dev.boxoffice.support.cases.work;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;

/// Somebody of the desk doing something.
///
/// @param manager may also act on what another agent owns
public record CaseActor(String id, boolean manager) {

    public static CaseActor of(Caller caller) {
        return new CaseActor(caller.subject(), caller.has(Role.SUPPORT_MANAGER));
    }
}
