package dev.boxoffice.booking.invariant;

import java.time.Duration;

/// Money that is to go back and has not.
///
/// @param failed refunds Stripe will not make, and nobody has made otherwise
/// @param oldest age of the oldest one that still waits
record OpenRefunds(long failed, Duration oldest) {}
