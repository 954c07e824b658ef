package dev.boxoffice.booking.line;

import dev.boxoffice.platform.money.Money;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Lines as `booking.booking.lines` keeps them: amounts without the currency, which is the booking's.
public final class BookingLineConverter {

    private record Stored(
            BookingLine.Kind kind,
            String name,
            @Nullable Integer ordinal,
            @Nullable String priceType,
            long amount,
            boolean included,
            boolean refundable) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BookingLineConverter() {}

    public static String toJson(List<BookingLine> lines) {
        return JSON.writeValueAsString(lines.stream()
                .map(line -> new Stored(
                        line.kind(),
                        line.name(),
                        line.ordinal(),
                        line.priceType(),
                        line.amount().amount(),
                        line.included(),
                        line.refundable()))
                .toList());
    }

    public static List<BookingLine> fromJson(String json, String currency) {
        return Arrays.stream(JSON.readValue(json, Stored[].class))
                .map(line -> new BookingLine(
                        line.kind(),
                        line.name(),
                        line.ordinal(),
                        line.priceType(),
                        new Money(line.amount(), currency),
                        line.included(),
                        line.refundable()))
                .toList();
    }
}
