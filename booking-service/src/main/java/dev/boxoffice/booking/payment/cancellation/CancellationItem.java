package dev.boxoffice.booking.payment.cancellation;

import dev.boxoffice.booking.booking.CancelReason;
import java.util.UUID;

/// A booking that is to be undone.
///
/// @param includesUsed whether tickets that somebody has gone in with are paid back, too
/// @param attempts how often that was begun, this time included
record CancellationItem(UUID event, UUID booking, CancelReason reason, boolean includesUsed, int attempts) {}
