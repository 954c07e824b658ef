package dev.boxoffice.booking.booking.refund;

/// What a booking's ticket is worth at the door.
public enum TicketStatus {
    VALID,
    /// Given back by its buyer, or because the event does not take place.
    RETURNED,
    /// Somebody has gone in with it.
    USED,
    /// Another person's now.
    TRANSFERRED,
    /// Taken back: its money went back by another way.
    VOID
}
