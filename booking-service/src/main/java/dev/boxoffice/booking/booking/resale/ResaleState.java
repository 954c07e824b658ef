package dev.boxoffice.booking.booking.resale;

/// How far a ticket's resale has come.
public enum ResaleState {
    /// It waits for somebody on the waitlist whom it suits.
    LISTED,
    /// Somebody is offered it, or pays for it at this moment.
    OFFERED,
    /// It is paid for, and its money is on its way back.
    SOLD
}
