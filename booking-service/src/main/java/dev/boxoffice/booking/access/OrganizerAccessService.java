package dev.boxoffice.booking.access;

import dev.boxoffice.booking.catalogue.EventOwnerRepository;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Who may act for the organizer of an event.
@Service
public class OrganizerAccessService {

    private final EventOwnerRepository owners;

    OrganizerAccessService(EventOwnerRepository owners) {
        this.owners = owners;
    }

    /// Keeps seats back, sells at the box office, moves buyers.
    ///
    /// @return the event
    public UUID requireBoxOffice(String eventId, Caller caller) {
        return require(eventId, caller, false);
    }

    /// Reads who has booked, and what was sold.
    public UUID requireReports(String eventId, Caller caller) {
        return require(eventId, caller, caller.has(Role.OPERATOR));
    }

    /// Works at the doors.
    public UUID requireDoor(String eventId, Caller caller) {
        return require(eventId, caller, caller.has(Role.SCANNER) || caller.has(Role.OPERATOR));
    }

    /// Whether this booking's event is theirs to sell.
    public boolean maySell(UUID event, Caller caller) {
        return caller.has(Role.ORGANIZER) && isOwn(event, caller);
    }

    private UUID require(String eventId, Caller caller, boolean mayAll) {
        var event = TimeOrderedId.parse(eventId)
                .filter(id -> owners.ownerOf(id).isPresent())
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.")
                        .toException());
        if (!mayAll && !maySell(event, caller)) {
            throw Problem.of(ProblemTypes.FORBIDDEN, "This is for those who work for the event's organizer.")
                    .toException();
        }
        return event;
    }

    private boolean isOwn(UUID event, Caller caller) {
        return owners.ownerOf(event).filter(caller.subject()::equals).isPresent();
    }
}
