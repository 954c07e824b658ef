package dev.boxoffice.booking.hold.active;

import dev.boxoffice.booking.hold.Hold;

/// Gives back seats that were offered to their buyer: Redis shows them as reserved, and cannot release them.
@FunctionalInterface
public interface OfferDecline {

    /// @return false where the hold is no offer, or is being paid for
    boolean decline(Hold hold, String subject);
}
