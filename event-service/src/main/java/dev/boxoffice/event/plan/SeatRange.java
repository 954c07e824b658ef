package dev.boxoffice.event.plan;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Seats of a row by their numbers alone: `1-4,31-34,40A`.
final class SeatRange {

    private static final int MAX_SEATS = 2_000;
    private static final int MAX_TEXT = 10_000;
    private static final int MAX_DIGITS = 9;
    private static final Pattern RANGE = Pattern.compile("(\\d+)\\s*[-–]\\s*(\\d+)");

    private SeatRange() {}

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 where it is no such text, or names too many seats
    static List<String> numbers(String text) {
        if (text.length() > MAX_TEXT) {
            throw FieldErrors.single("", "must not be longer than " + MAX_TEXT + " characters");
        }
        var numbers = new ArrayList<String>();
        for (var part : text.split(",", -1)) {
            var range = RANGE.matcher(part.strip());
            if (range.matches()) {
                add(number(range.group(1)), number(range.group(2)), numbers);
            } else {
                numbers.add(part.strip());
            }
            if (numbers.size() > MAX_SEATS) {
                throw FieldErrors.single("", "must not name more than " + MAX_SEATS + " seats");
            }
        }
        return List.copyOf(numbers);
    }

    private static int number(String digits) {
        if (digits.length() > MAX_DIGITS) {
            throw FieldErrors.single("", "must not have numbers of more than " + MAX_DIGITS + " digits");
        }
        return Integer.parseInt(digits);
    }

    /// A row may be counted from either side.
    private static void add(int from, int to, List<String> numbers) {
        var step = from <= to ? 1 : -1;
        for (var number = from; numbers.size() <= MAX_SEATS; number += step) {
            numbers.add(Integer.toString(number));
            if (number == to) {
                return;
            }
        }
    }

    /// Reads a row's seats: one by one, or as ranges.
    static final class SeatsDeserializer extends ValueDeserializer<List<SeatingPlanRequest.Seat>> {

        @Override
        public List<SeatingPlanRequest.Seat> deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return numbers(context.readValue(parser, String.class)).stream()
                        .map(number -> new SeatingPlanRequest.Seat(number, null, null, null, null, null))
                        .toList();
            }
            return context.readValue(
                    parser,
                    context.getTypeFactory().constructCollectionType(List.class, SeatingPlanRequest.Seat.class));
        }
    }
}
