package dev.boxoffice.support.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A booking that was paid for and has neither tickets nor a refund.
record PaidWithoutTicket(
        UUID bookingId, @Nullable UUID eventId, @Nullable String buyer) {}
