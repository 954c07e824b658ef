package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.booking.booking.Booking;
import java.util.List;

/// How a sale at the box office can end.
sealed interface BoxOfficeSaleResult {

    record Sold(Booking booking) implements BoxOfficeSaleResult {}

    /// Held by somebody, sold, or withheld so that nobody sits there.
    record Taken(List<Integer> ordinals) implements BoxOfficeSaleResult {}

    record SoldOut() implements BoxOfficeSaleResult {}

    record NotOnSale() implements BoxOfficeSaleResult {}

    record NoSuchSeats() implements BoxOfficeSaleResult {}

    record NotChargeable(String fault) implements BoxOfficeSaleResult {}

    record RedisOut() implements BoxOfficeSaleResult {}
}
