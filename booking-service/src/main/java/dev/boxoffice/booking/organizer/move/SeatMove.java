package dev.boxoffice.booking.organizer.move;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.line.BookingLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Other seats for a buyer; what they pay stays.
///
/// @param from of the booking
/// @param to as many, each for the one at its place in `from`
/// @param by subject of who moves them
record SeatMove(Booking booking, List<Integer> from, List<Integer> to, String by, Instant at) {

    /// The booking's seats afterwards, each where the one was that it stands for: what it costs stands at the
    /// same place.
    List<Integer> ordinals() {
        return booking.ordinals().stream().map(this::movedTo).toList();
    }

    private Integer movedTo(Integer ordinal) {
        var place = from.indexOf(ordinal);
        return place < 0 ? ordinal : to.get(place);
    }

    /// The same lines for other seats; null where the booking keeps none.
    @Nullable
    List<BookingLine> lines() {
        var itemised = booking.price().itemised();
        return itemised == null
                ? null
                : itemised.stream()
                        .map(line -> new BookingLine(
                                line.kind(),
                                line.name(),
                                line.ordinal() == null ? null : movedTo(line.ordinal()),
                                line.priceType(),
                                line.amount(),
                                line.included(),
                                line.refundable()))
                        .toList();
    }
}
