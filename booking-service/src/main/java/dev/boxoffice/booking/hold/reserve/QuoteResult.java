package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.platform.money.Money;
import java.time.Duration;
import java.util.List;

/// How a quote can end.
sealed interface QuoteResult {

    record Quoted(List<BookingLine> lines, Money total) implements QuoteResult {}

    record NoSuchSeats() implements QuoteResult {}

    record NotOnSale() implements QuoteResult {}

    record SoldOut() implements QuoteResult {}

    record TooManyForOneBooking(int most) implements QuoteResult {}

    record NotChargeable(String fault) implements QuoteResult {}

    record CodeRefused(CodeRefusal reason) implements QuoteResult {}

    record TooManyGuesses(Duration retryAfter) implements QuoteResult {}
}
