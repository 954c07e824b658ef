package dev.boxoffice.booking.booking;

/// Why a paid booking was undone.
public enum CancelReason {
    CUSTOMER,
    EVENT_CANCELLED,
    /// A person of the event's organizer or of the desk gave its money back.
    ORGANIZER,
    /// Its buyer does not want the new date.
    RESCHEDULED,
    /// Somebody else has bought it.
    RESOLD,
    /// Its money went back by another way, Stripe's dashboard say.
    ELSEWHERE,
    /// Its buyer's bank took the money back.
    DISPUTE
}
