package dev.boxoffice.booking.payment.refund;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.catalogue.right.EventAccessService;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Who may give money back, and how much of it.
@Service
class RefundAuthorizationService {

    private final EventAccessService rights;
    private final RefundProperties properties;

    RefundAuthorizationService(EventAccessService rights, RefundProperties properties) {
        this.rights = rights;
        this.properties = properties;
    }

    boolean mayRefund(Booking booking, Caller caller) {
        return isUnlimited(booking, caller) || caller.has(Role.AGENT);
    }

    /// Who reads the booking is told what they may not do with it; to others it does not exist.
    boolean mayRead(Booking booking, Caller caller) {
        return mayReadNotes(booking, caller) || caller.has(Role.AGENT);
    }

    /// S9: what people wrote of a refund; an agent may be of another company.
    boolean mayReadNotes(Booking booking, Caller caller) {
        return booking.buyer().equals(caller.subject())
                || isUnlimited(booking, caller)
                || (caller.has(Role.ORGANIZER) && rights.may(booking.event(), caller, OrganizationRight.READ_BOOKINGS));
    }

    /// Null for no limit but the payment.
    @Nullable
    Long limitOf(Booking booking, Caller caller) {
        return isUnlimited(booking, caller) ? null : properties.agentLimit();
    }

    private boolean isUnlimited(Booking booking, Caller caller) {
        return caller.has(Role.OPERATOR)
                || caller.has(Role.SUPPORT_MANAGER)
                || (caller.has(Role.ORGANIZER) && rights.may(booking.event(), caller, OrganizationRight.REFUND));
    }
}
