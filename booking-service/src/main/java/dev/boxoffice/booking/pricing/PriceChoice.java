package dev.boxoffice.booking.pricing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a hold is priced by. With its seats it gives the same lines for ever.
///
/// @param version of the event's pricing
/// @param types a type's number for each seat, in the order of the ordinals; empty: the usual type of each
/// @param code number of the code it was had with
public record PriceChoice(
        long version, List<Integer> types, @Nullable Integer code) {

    /// Of an event that has never been edited.
    public static final PriceChoice PLAIN = new PriceChoice(1, List.of(), null);

    /// As Redis keeps it with the hold.
    public String toText() {
        return version + ":" + (code == null ? "" : code) + ":"
                + types.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    public static PriceChoice parse(String text) {
        var parts = text.split(":", 3);
        return new PriceChoice(
                Long.parseLong(parts[0]),
                parts[2].isEmpty()
                        ? List.of()
                        : Arrays.stream(parts[2].split(","))
                                .map(Integer::valueOf)
                                .toList(),
                parts[1].isEmpty() ? null : Integer.valueOf(parts[1]));
    }
}
