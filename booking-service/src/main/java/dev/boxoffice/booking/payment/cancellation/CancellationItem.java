package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.CancelReason;
import java.util.UUID;

/// A booking that is to be undone.
///
/// @param reason who wanted it first, a buyer or the event; what goes back is decided when it is undone
/// @param attempts how often that was begun, this time included
record CancellationItem(UUID event, UUID booking, CancelReason reason, int attempts) {}
