package dev.boxoffice.booking.access;

import dev.boxoffice.booking.catalogue.right.EventAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Who may act for the organizer of an event: as their role in its organization allows.
@Service
public class OrganizerAccessService {

    private final EventAccessService rights;

    OrganizerAccessService(EventAccessService rights) {
        this.rights = rights;
    }

    /// Keeps seats back, sells at the box office, moves buyers.
    ///
    /// @return the event
    public UUID requireBoxOffice(String eventId, Caller caller) {
        return require(eventId, caller, OrganizationRight.SELL, false);
    }

    /// Reads who has booked, and what was sold.
    public UUID requireReports(String eventId, Caller caller) {
        return require(eventId, caller, OrganizationRight.READ_BOOKINGS, caller.has(Role.OPERATOR));
    }

    /// Reads the guest list, who is inside, and conflicts.
    public UUID requireDoor(String eventId, Caller caller) {
        return require(eventId, caller, OrganizationRight.READ_DOOR, caller.has(Role.OPERATOR));
    }

    /// Scans, and takes scans back.
    public UUID requireScans(String eventId, Caller caller) {
        return require(eventId, caller, OrganizationRight.CHECK_IN, false);
    }

    /// Whether this event is theirs to sell.
    public boolean maySell(UUID event, Caller caller) {
        return caller.has(Role.ORGANIZER) && rights.may(event, caller, OrganizationRight.SELL);
    }

    /// Whether they may read the event's bookings.
    public boolean mayRead(UUID event, Caller caller) {
        return caller.has(Role.ORGANIZER) && rights.may(event, caller, OrganizationRight.READ_BOOKINGS);
    }

    private UUID require(String eventId, Caller caller, OrganizationRight right, boolean isAllowedAnyway) {
        var event = TimeOrderedId.parse(eventId)
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.")
                        .toException());
        rights.require(event, caller, right, isAllowedAnyway);
        return event;
    }
}
