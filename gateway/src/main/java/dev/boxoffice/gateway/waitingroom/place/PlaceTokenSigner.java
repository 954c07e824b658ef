package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Signs places, so that their holders can prove them when Redis has lost them.
@Component
class PlaceTokenSigner {

    private static final byte VERSION = 1;
    private static final int USER = 12;
    private static final int SIGNED = 1 + 16 + USER + 8 + 8;
    private static final int SIGNATURE = 16;

    private final SecretKeySpec key;

    PlaceTokenSigner(QueueProperties properties) {
        byte[] secret = Base64.getDecoder().decode(properties.signingKey());
        // A key of its own, so that no place token can pass for anything else that the same secret signs.
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, "HmacSHA256"), Redis.utf8("place")), "HmacSHA256");
    }

    String sign(WaitingRoomVisitor visitor, Place place) {
        byte[] signed = ByteBuffer.allocate(SIGNED)
                .put(VERSION)
                .putLong(visitor.event().getMostSignificantBits())
                .putLong(visitor.event().getLeastSignificantBits())
                .put(visitor.hash().bytes())
                .putLong(place.number())
                .putLong(place.epoch())
                .array();
        byte[] token = Arrays.copyOf(signed, SIGNED + SIGNATURE);
        System.arraycopy(hmac(key, signed), 0, token, SIGNED, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// The place that the visitor's token proves, if it is ours, for this event and this user.
    Optional<Place> verify(WaitingRoomVisitor visitor) {
        byte[] bytes = decode(visitor.placeToken());
        if (bytes.length != SIGNED + SIGNATURE) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED);
        byte[] expected = Arrays.copyOf(hmac(key, signed), SIGNATURE);
        ByteBuffer content = ByteBuffer.wrap(signed);
        boolean ours = MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, SIGNED, bytes.length))
                && content.get() == VERSION
                && visitor.event().equals(new UUID(content.getLong(), content.getLong()));
        if (!ours) {
            return Optional.empty();
        }
        byte[] holder = new byte[USER];
        content.get(holder);
        return Arrays.equals(holder, visitor.hash().bytes())
                ? Optional.of(new Place(content.getLong(), content.getLong()))
                : Optional.empty();
    }

    private static byte[] decode(@Nullable String token) {
        try {
            return token == null ? new byte[0] : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
