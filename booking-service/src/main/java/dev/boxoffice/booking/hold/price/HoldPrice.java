package dev.boxoffice.booking.hold.price;

import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.booking.pricing.CodeTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a hold costs.
///
/// @param code what it was had with
public record HoldPrice(
        List<BookingLine> lines,
        String currency,
        long version,
        @Nullable CodeTerms code) {

    /// As its booking keeps it.
    public BookingPrice agreed() {
        return BookingPrice.of(lines, currency, version, code == null ? null : code.number());
    }
}
