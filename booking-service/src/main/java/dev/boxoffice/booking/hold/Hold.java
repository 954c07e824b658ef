package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.id.UserHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Seats kept for a buyer until a deadline, unpaid. Its id carries all of this, signed.
///
/// @param key names the hold in Redis and in the booking made of it
/// @param ordinals ascending
/// @param price what it is priced by, whatever is edited meanwhile
/// @param guaranteed false where Redis was out: then Postgres decides at confirm
public record Hold(
        UUID event,
        String key,
        UserHash buyer,
        List<Integer> ordinals,
        PriceChoice price,
        Instant deadline,
        Duration ttl,
        boolean guaranteed) {

    /// The length of a key, before it is written as base64url.
    public static final int KEY_BYTES = 12;

    private static final SecureRandom RANDOM = new SecureRandom();

    public static String newKey() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public boolean belongsTo(String subject) {
        return buyer.equals(UserHash.of(subject));
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(deadline);
    }

    public Instant takenAt() {
        return deadline.minus(ttl);
    }
}
