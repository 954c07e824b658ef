package dev.boxoffice.booking.catalogue.right;

import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Who may do what with which event: what follows from their role in the organization it belongs to
/// ([OrganizationRight]). Read anew for each call, so that whoever is removed has lost it at once. What the
/// access token has to name besides is checked at the path.
@Service
public class EventAccessService {

    private final EventRightRepository rights;

    EventAccessService(EventRightRepository rights) {
        this.rights = rights;
    }

    public EventAccess access(UUID event, Caller caller, OrganizationRight right) {
        return rights.find(event, caller.subject())
                .map(standing -> standing.role().filter(role -> role.may(right)).isPresent()
                        ? EventAccess.ALLOWED
                        : EventAccess.DENIED)
                .orElse(EventAccess.NO_SUCH_EVENT);
    }

    public boolean may(UUID event, Caller caller, OrganizationRight right) {
        return access(event, caller, right) == EventAccess.ALLOWED;
    }

    /// @param isAllowedAnyway for whom the platform itself says so, as operators
    /// @throws dev.boxoffice.platform.problem.ProblemException 404 where there is no such event, 403
    /// without the right
    public void require(UUID event, Caller caller, OrganizationRight right, boolean isAllowedAnyway) {
        var access = access(event, caller, right);
        if (access == EventAccess.NO_SUCH_EVENT) {
            throw Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.").toException();
        }
        if (access == EventAccess.DENIED && !isAllowedAnyway) {
            throw Problem.of(ProblemTypes.FORBIDDEN, "Your role in this event's organization does not allow that.")
                    .toException();
        }
    }
}
