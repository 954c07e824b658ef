package dev.boxoffice.booking.booking.refund.settlement;

import java.util.UUID;

/// A payment of which Stripe is to be asked how its refunds and disputes stand.
///
/// @param attempts how often it was begun, this time included
public record PaymentReview(UUID event, UUID booking, String intent, int attempts) {}
