package dev.boxoffice.booking.booking.refund;

/// On what terms a ticket was taken back.
///
/// @param status what it is from now on
/// @param percent share of what is refundable of it that goes back
/// @param fees whether fees count as refundable
public record ReturnTerms(TicketStatus status, int percent, boolean fees) {

    /// The money has gone back another way.
    public static final ReturnTerms VOID = new ReturnTerms(TicketStatus.VOID, 0, false);

    /// Everything that was paid for it goes back.
    public static final ReturnTerms WHOLE = new ReturnTerms(TicketStatus.RETURNED, 100, true);
}
