package dev.boxoffice.support.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refund that failed, or a payment that a bank disputes.
///
/// @param subject id of the refund, or of the dispute
/// @param reason in Stripe's words
record MoneyTrouble(
        UUID bookingId,
        @Nullable UUID eventId,
        @Nullable String buyer,
        String subject,
        @Nullable String reason) {}
