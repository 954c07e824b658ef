package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.mail.BuyerContact;
import org.jspecify.annotations.Nullable;

/// Whose claim it is.
///
/// @param contact how to reach them about this booking; null where their token says
public record Claimant(String subject, @Nullable BuyerContact contact) {}
