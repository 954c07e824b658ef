package dev.boxoffice.booking.hold;

import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.token.TokenSigner;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes and reads hold ids: the hold itself, signed, so that it can be confirmed also when Redis has failed
/// since, and none can be made up.
///
/// Content: flags (1 byte), event (16), hold key (12), buyer hash (12), deadline in ms (8), TTL in ms (4), ordinals
/// (count and ascending differences, 7 bits a byte); then, unless its flag is missing as in ids made before there were
/// prices to choose, the pricing's version (8 bytes), the code's number (0: none) and the number of each seat's type
/// (count, 0 where all are the usual ones).
@Component
public class HoldIdCodec {

    private static final int GUARANTEED = 1;
    private static final int PRICED = 2;
    private static final int FIXED_BYTES = 1 + 16 + Hold.KEY_BYTES + UserHash.BYTES + 8 + 4;
    private static final int MAX_BYTES_PER_NUMBER = 5;
    private static final int MAX_ID_LENGTH = 2_000;

    private final TokenSigner signer;

    HoldIdCodec(HoldProperties properties) {
        this.signer = TokenSigner.hmac("hold", properties.signingKey(), properties.previousSigningKey());
    }

    public String encode(Hold hold) {
        var price = hold.price();
        var numbers = hold.ordinals().size() + price.types().size() + 3;
        var out = ByteBuffer.allocate(FIXED_BYTES + Long.BYTES + numbers * MAX_BYTES_PER_NUMBER);
        out.put((byte) (PRICED | (hold.guaranteed() ? GUARANTEED : 0)));
        out.putLong(hold.event().getMostSignificantBits()).putLong(hold.event().getLeastSignificantBits());
        out.put(Base64.getUrlDecoder().decode(hold.key())).put(hold.buyer().bytes());
        out.putLong(hold.deadline().toEpochMilli()).putInt((int) hold.ttl().toMillis());
        putNumber(out, hold.ordinals().size());
        var previous = 0;
        for (var ordinal : hold.ordinals()) {
            putNumber(out, ordinal - previous);
            previous = ordinal;
        }
        out.putLong(price.version());
        putNumber(out, price.code() == null ? 0 : price.code());
        putNumber(out, price.types().size());
        price.types().forEach(type -> putNumber(out, type));
        return signer.sign(Arrays.copyOf(out.array(), out.position()));
    }

    /// Empty for anything this platform has not signed.
    public Optional<Hold> decode(String id) {
        try {
            return signer.verify(id, MAX_ID_LENGTH).map(content -> parse(ByteBuffer.wrap(content)));
        } catch (BufferUnderflowException notOurs) {
            return Optional.empty();
        }
    }

    private static Hold parse(ByteBuffer in) {
        var flags = in.get();
        var event = new UUID(in.getLong(), in.getLong());
        var key = new byte[Hold.KEY_BYTES];
        in.get(key);
        var buyer = new byte[UserHash.BYTES];
        in.get(buyer);
        var deadline = Instant.ofEpochMilli(in.getLong());
        var ttl = Duration.ofMillis(in.getInt());
        var count = getNumber(in);
        var ordinals = new ArrayList<Integer>(count);
        for (int i = 0, ordinal = 0; i < count; i++) {
            ordinal += getNumber(in);
            ordinals.add(ordinal);
        }
        return new Hold(
                event,
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                UserHash.of(buyer),
                List.copyOf(ordinals),
                (flags & PRICED) == 0 ? PriceChoice.PLAIN : price(in),
                deadline,
                ttl,
                (flags & GUARANTEED) != 0);
    }

    private static PriceChoice price(ByteBuffer in) {
        var version = in.getLong();
        var code = getNumber(in);
        var types = new ArrayList<Integer>();
        for (var left = getNumber(in); left > 0; left--) {
            types.add(getNumber(in));
        }
        return new PriceChoice(version, List.copyOf(types), code == 0 ? null : code);
    }

    private static void putNumber(ByteBuffer out, int number) {
        var rest = number;
        while (rest > 0x7f) {
            out.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static int getNumber(ByteBuffer in) {
        var number = 0;
        for (var shift = 0; ; shift += 7) {
            var next = in.get();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
