package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.pricing.CodeRefusal;
import dev.boxoffice.booking.pricing.PriceChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What `reserve.lua` can answer.
public sealed interface ReserveReply {

    /// @param holdKey of the request that took the seats: an earlier one, where this one repeats it
    /// @param price what that request was priced by
    /// @param leftAlone single seats that the buyer's choice leaves
    record Held(Instant deadline, String holdKey, PriceChoice price, List<Integer> ordinals, List<Integer> leftAlone)
            implements ReserveReply {}

    record Taken(List<Integer> ordinals) implements ReserveReply {}

    /// @param ordinals that the buyer's choice would leave alone
    record LeavesSingleSeats(List<Integer> ordinals) implements ReserveReply {}

    /// @param has tickets that the customer holds or has booked
    record OverLimit(int has) implements ReserveReply {}

    record SoldOut() implements ReserveReply {}

    record NotOnSale() implements ReserveReply {}

    record AdmissionRequired() implements ReserveReply {}

    record CodeRefused(CodeRefusal reason) implements ReserveReply {}

    /// The buyer has tried too many codes that do not exist.
    record TooManyGuesses(Duration retryAfter) implements ReserveReply {}

    record KeyReused() implements ReserveReply {}

    /// The event's mirror is missing: load it and ask again.
    record NotLoaded() implements ReserveReply {}

    /// The same request came before, with its key.
    record Replayed(ReserveReply first) implements ReserveReply {}

    static ReserveReply read(List<String> words) {
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "HELD" -> held(rest);
            case "TAKEN" -> new Taken(ordinals(rest));
            case "ALONE" -> new LeavesSingleSeats(ordinals(rest));
            case "LIMIT" -> new OverLimit(Integer.parseInt(rest.getFirst()));
            case "SOLD_OUT" -> new SoldOut();
            case "NOT_ON_SALE" -> new NotOnSale();
            case "ADMISSION" -> new AdmissionRequired();
            case "KEY_REUSED" -> new KeyReused();
            case "CODE" -> new CodeRefused(CodeRefusal.valueOf(rest.getFirst()));
            case "GUESSES" -> new TooManyGuesses(Duration.ofMillis(Long.parseLong(rest.getFirst())));
            case "NOT_LOADED" -> new NotLoaded();
            case "REPLAYED" -> new Replayed(read(rest));
            default -> throw new IllegalStateException("reserve.lua answered " + words);
        };
    }

    /// An answer that was remembered before holds had prices to choose has none.
    private static Held held(List<String> words) {
        var isPriced = words.size() > 2 && words.get(2).contains(":");
        var seats = words.subList(isPriced ? 3 : 2, words.size());
        var bar = seats.indexOf("|");
        return new Held(
                Instant.ofEpochMilli(Long.parseLong(words.get(0))),
                words.get(1),
                isPriced ? PriceChoice.parse(words.get(2)) : PriceChoice.PLAIN,
                ordinals(bar < 0 ? seats : seats.subList(0, bar)),
                bar < 0 ? List.of() : ordinals(seats.subList(bar + 1, seats.size())));
    }

    private static List<Integer> ordinals(List<String> words) {
        return words.stream().map(Integer::valueOf).distinct().sorted().toList();
    }
}
