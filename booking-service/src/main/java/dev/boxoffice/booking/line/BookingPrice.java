package dev.boxoffice.booking.line;

import dev.boxoffice.platform.money.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What was agreed when the seats were taken. No later edit of prices, fees, taxes or policies touches it.
///
/// @param amounts what each seat's ticket costs, in the order of the booking's ordinals
/// @param itemised null where the lines are the plain tickets and nothing else
/// @param version of the event's pricing that it was made by (`catalog.event_pricing`)
/// @param code number of the code it was had with
public record BookingPrice(
        Money total,
        List<Long> amounts,
        @Nullable List<BookingLine> itemised,
        long version,
        @Nullable Integer code) {

    /// @param lines of all tickets, in the order of their ordinals
    public static BookingPrice of(List<BookingLine> lines, String currency, long version, @Nullable Integer code) {
        var amounts = lines.stream()
                .filter(line -> line.kind() == BookingLine.Kind.TICKET)
                .map(line -> line.amount().amount())
                .toList();
        var plain = lines.stream().allMatch(BookingLine::isPlain);
        return new BookingPrice(BookingLine.total(lines, currency), amounts, plain ? null : lines, version, code);
    }

    /// @param ordinals of the booking
    public List<BookingLine> lines(List<Integer> ordinals) {
        return itemised != null
                ? itemised
                : IntStream.range(0, ordinals.size())
                        .mapToObj(i -> BookingLine.ticket(
                                ordinals.get(i), BookingLine.STANDARD, new Money(amounts.get(i), total.currency())))
                        .toList();
    }
}
