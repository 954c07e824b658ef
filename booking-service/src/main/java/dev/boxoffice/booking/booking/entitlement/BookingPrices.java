package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.refund.ReturnTerms;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingLine.Kind;
import java.util.List;
import java.util.function.Predicate;

/// What was paid for each ticket of a booking, and for the booking as such, in minor units.
///
/// @param lines that add up to its total
/// @param tickets how many it had
public record BookingPrices(List<BookingLine> lines, int tickets) {

    public static BookingPrices of(Booking booking) {
        var paid = booking.lines().stream().filter(line -> !line.included()).toList();
        return new BookingPrices(paid, booking.ordinals().size());
    }

    /// What is refundable of a ticket's own lines.
    long refundableOf(int ordinal, ReturnTerms terms) {
        return sum(line -> isOf(line, ordinal) && isRefundable(line, terms));
    }

    /// What is refundable of the lines that are all tickets'.
    long refundableShared(ReturnTerms terms) {
        return sum(line -> line.ordinal() == null && isRefundable(line, terms));
    }

    static boolean isRefundable(BookingLine line, ReturnTerms terms) {
        return switch (terms.fees()) {
            case ALL -> true;
            case REFUNDABLE -> line.refundable();
            case NONE -> line.refundable() && line.kind() != Kind.FEE;
        };
    }

    static boolean isOf(BookingLine line, int ordinal) {
        return line.ordinal() != null && line.ordinal() == ordinal;
    }

    private long sum(Predicate<BookingLine> which) {
        return lines.stream()
                .filter(which)
                .mapToLong(line -> line.amount().amount())
                .sum();
    }
}
