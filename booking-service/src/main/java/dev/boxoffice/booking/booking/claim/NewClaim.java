package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.booking.pricing.CodeTerms;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A hold that is confirmed for the first time.
///
/// @param booking id of the booking to be made
/// @param method null where the buyer's browser will pay
record NewClaim(
        Hold hold,
        BookingPrice price,
        @Nullable CodeTerms code,
        UUID booking,
        Claimant claimant,
        @Nullable String method,
        @Nullable String admission,
        ClaimTimes times) {

    /// Whether its code may be used so often only.
    boolean isLimited() {
        return code != null && (code.uses() != null || code.usesPerCustomer() != null);
    }

    boolean opensSale() {
        return code != null && code.opensSale();
    }

    /// Its seats, and its buyer: one statement takes each but once.
    Set<Object> wanted() {
        var wanted = new HashSet<Object>(hold.ordinals());
        wanted.add(claimant.subject());
        return wanted;
    }
}
