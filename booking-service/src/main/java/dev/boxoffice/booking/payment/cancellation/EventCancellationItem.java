package dev.boxoffice.booking.payment.cancellation;

import java.util.UUID;

/// A booking of a cancelled event that is to be undone.
///
/// @param attempts how often that was begun, this time included
record EventCancellationItem(UUID event, UUID booking, int attempts) {}
