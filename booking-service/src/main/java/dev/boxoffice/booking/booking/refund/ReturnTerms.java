package dev.boxoffice.booking.booking.refund;

import java.math.BigDecimal;

/// On what terms a ticket was taken back.
///
/// @param status what it is from now on
/// @param percent share of what is refundable of it that goes back
public record ReturnTerms(TicketStatus status, BigDecimal percent, Fees fees) {

    public static final BigDecimal ALL = BigDecimal.valueOf(100);

    /// Which fees count as refundable.
    public enum Fees {
        NONE,
        /// Those that are by themselves.
        REFUNDABLE,
        ALL
    }

    /// The money has gone back another way.
    public static final ReturnTerms VOID = new ReturnTerms(TicketStatus.VOID, BigDecimal.ZERO, Fees.NONE);

    /// Everything that was paid for it goes back.
    public static final ReturnTerms WHOLE = new ReturnTerms(TicketStatus.RETURNED, ALL, Fees.ALL);
}
