package dev.boxoffice.booking.payment.refund;

/// What becomes of a payment that seems to stand for no ticket.
public enum StrayPaymentResult {
    /// It goes back, or has gone back before.
    RETURNED,
    /// It has bought its booking's tickets, whatever became of them since.
    BOOKED,
    /// Its booking has its seats and waits for it: it is to be confirmed.
    AWAITED
}
