package dev.boxoffice.booking.line;

import dev.boxoffice.platform.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of what a hold, quote or booking costs. Lines add up to its total.
///
/// @param name of the price type, code, fee or tax
/// @param ordinal the ticket it belongs to; null where it belongs to the booking as a whole
/// @param priceType of its ticket
/// @param amount never negative, but for a discount's, which never is positive
/// @param included shown only: it is part of other lines already
/// @param refundable whether it comes back with its ticket, as its fee says; the refund policy decides the rest
public record BookingLine(
        Kind kind,
        String name,
        @Nullable Integer ordinal,
        @Nullable String priceType,
        Money amount,
        boolean included,
        boolean refundable) {

    /// What a ticket costs that has one price.
    public static final String STANDARD = "Standard";

    /// What a line is for.
    public enum Kind {
        TICKET,
        DISCOUNT,
        FEE,
        TAX
    }

    public static BookingLine ticket(int ordinal, String priceType, Money amount) {
        return new BookingLine(Kind.TICKET, priceType, ordinal, priceType, amount, false, true);
    }

    /// What is to pay.
    public static Money total(List<BookingLine> lines, String currency) {
        return lines.stream()
                .filter(line -> !line.included())
                .map(BookingLine::amount)
                .reduce(Money.zero(currency), Money::plus);
    }

    /// A ticket of one price without anything beside it.
    boolean isPlain() {
        return kind == Kind.TICKET && STANDARD.equals(priceType);
    }
}
