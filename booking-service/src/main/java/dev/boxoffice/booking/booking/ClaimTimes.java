package dev.boxoffice.booking.booking;

import java.time.Instant;

/// The times of a claim.
///
/// @param deadline until when it must be paid
/// @param firstCheck when Stripe is asked, should there be no news
public record ClaimTimes(Instant now, Instant deadline, Instant firstCheck) {}
