package dev.boxoffice.booking.hold.decline;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.id.UserHash;
import java.util.List;
import java.util.UUID;

/// A card that is tried on a hold.
///
/// @param ordinals of the hold's seats
/// @param number which one on this hold it is, as Postgres counts them: each number is tried once
public record CardTry(UserHash buyer, UUID event, String holdKey, List<Integer> ordinals, int number) {

    public static CardTry of(Hold hold, int number) {
        return new CardTry(hold.buyer(), hold.event(), hold.key(), hold.ordinals(), number);
    }

    /// As it is counted in Redis. A seat's ordinal tells whether the hold ended because it was paid for.
    String toText() {
        var seat = ordinals.stream().min(Integer::compare).orElseThrow();
        return SeatKeys.of(event).hold(holdKey) + ":" + number + ":" + seat;
    }
}
