package dev.boxoffice.booking.hold;

import dev.boxoffice.platform.id.UserHash;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Writes and reads hold ids: the hold itself, signed with HMAC-SHA256, so that it can be confirmed also when
/// Redis has failed since, and none can be made up.
///
/// Layout: version, key id, flags (1 byte each), event (16), hold key (12), buyer hash (12), deadline in ms
/// (8), TTL in ms (4), ordinals (count and ascending differences, 7 bits a byte), signature (16); base64url.
@Component
public class HoldIds {

    private static final byte VERSION = 1;
    private static final byte GUARANTEED = 1;
    private static final int KEY_BYTES = 12;
    private static final int SIGNATURE_BYTES = 16;
    private static final int MAX_ID_LENGTH = 2_000;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecureRandom random = new SecureRandom();
    private final Map<Byte, SecretKeySpec> keys = new LinkedHashMap<>();
    private final byte signingKeyId;
    private final SecretKeySpec signingKey;

    HoldIds(HoldProperties properties) {
        this.signingKey = keyOf(properties.signingKey());
        this.signingKeyId = add(signingKey);
        if (properties.previousSigningKey() != null) {
            add(keyOf(properties.previousSigningKey()));
        }
    }

    private static SecretKeySpec keyOf(String base64) {
        return new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256");
    }

    private byte add(SecretKeySpec key) {
        try {
            var id = MessageDigest.getInstance("SHA-256").digest(key.getEncoded())[0];
            keys.putIfAbsent(id, key);
            return id;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String newKey() {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }

    public String idOf(Hold hold) {
        var out = ByteBuffer.allocate(64 + (hold.ordinals().size() + 1) * 3 + SIGNATURE_BYTES);
        out.put(VERSION).put(signingKeyId).put(hold.guaranteed() ? GUARANTEED : 0);
        out.putLong(hold.event().getMostSignificantBits()).putLong(hold.event().getLeastSignificantBits());
        out.put(DECODER.decode(hold.key())).put(hold.buyer().bytes());
        out.putLong(hold.deadline().toEpochMilli()).putInt((int) hold.ttl().toMillis());
        putNumber(out, hold.ordinals().size());
        var previous = 0;
        for (var ordinal : hold.ordinals()) {
            putNumber(out, ordinal - previous);
            previous = ordinal;
        }
        var content = Arrays.copyOf(out.array(), out.position());
        out.put(sign(content, signingKey));
        return ENCODER.encodeToString(Arrays.copyOf(out.array(), out.position()));
    }

    /// Empty for anything this platform has not signed.
    public Optional<Hold> read(String id) {
        if (id.length() > MAX_ID_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = DECODER.decode(id);
            if (bytes.length <= SIGNATURE_BYTES || bytes[0] != VERSION) {
                return Optional.empty();
            }
            var content = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
            var signature = Arrays.copyOfRange(bytes, content.length, bytes.length);
            var key = keys.get(bytes[1]);
            return key != null && MessageDigest.isEqual(signature, sign(content, key))
                    ? Optional.of(parse(ByteBuffer.wrap(content)))
                    : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException notOurs) {
            return Optional.empty();
        }
    }

    private static Hold parse(ByteBuffer in) {
        in.position(2);
        var guaranteed = in.get() == GUARANTEED;
        var event = new UUID(in.getLong(), in.getLong());
        var key = new byte[KEY_BYTES];
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
                ENCODER.encodeToString(key),
                UserHash.of(buyer),
                List.copyOf(ordinals),
                deadline,
                ttl,
                guaranteed);
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

    private static byte[] sign(byte[] content, SecretKeySpec key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
