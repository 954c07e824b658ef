package dev.boxoffice.platform.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs bytes that a caller carries for us and brings back, such as a hold or a place (HMAC-SHA256, 16 bytes of it).
///
/// Each purpose has keys of its own, derived from the secret, so that no token can pass for one of another kind. A new
/// secret signs at once; the one before it still verifies. Layout: version, key id (1 byte each), content, signature
/// (16); base64url.
public final class TokenSigner {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2;
    private static final int SIGNATURE_BYTES = 16;
    private static final int LEAST_SECRET_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Map<Byte, SecretKeySpec> keys = new LinkedHashMap<>();
    private final byte currentKeyId;

    private TokenSigner(SecretKeySpec current, @Nullable SecretKeySpec previous) {
        this.currentKeyId = idOf(current);
        keys.put(currentKeyId, current);
        if (previous != null) {
            keys.putIfAbsent(idOf(previous), previous);
        }
    }

    /// @param purpose what is signed: tokens of one purpose are never valid for another
    /// @param current the secret that signs: at least 32 bytes, base64
    /// @param previous the one before, which still verifies; null where there was none
    /// @throws IllegalArgumentException where a secret is shorter or not base64
    public static TokenSigner hmac(String purpose, String current, @Nullable String previous) {
        return new TokenSigner(derive(purpose, current), previous == null ? null : derive(purpose, previous));
    }

    private static SecretKeySpec derive(String purpose, String secret) {
        var bytes = Base64.getDecoder().decode(secret);
        if (bytes.length < LEAST_SECRET_BYTES) {
            throw new IllegalArgumentException("a signing key must be at least 32 bytes, base64");
        }
        var derived = hmac(new SecretKeySpec(bytes, ALGORITHM), purpose.getBytes(StandardCharsets.UTF_8));
        return new SecretKeySpec(derived, ALGORITHM);
    }

    private static byte idOf(SecretKeySpec key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getEncoded())[0];
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String sign(byte[] content) {
        var signed = ByteBuffer.allocate(HEADER_BYTES + content.length)
                .put(VERSION)
                .put(currentKeyId)
                .put(content)
                .array();
        var key = keys.get(currentKeyId);
        if (key == null) {
            throw new IllegalStateException("the current key is always known");
        }
        var token = Arrays.copyOf(signed, signed.length + SIGNATURE_BYTES);
        System.arraycopy(hmac(key, signed), 0, token, signed.length, SIGNATURE_BYTES);
        return ENCODER.encodeToString(token);
    }

    /// The content, or empty for anything that was not signed here for this purpose. Compares in constant time.
    ///
    /// @param maxLength longer texts are refused unread
    public Optional<byte[]> verify(@Nullable String token, int maxLength) {
        if (token == null || token.length() > maxLength) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = DECODER.decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length < HEADER_BYTES + SIGNATURE_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        // A token has one spelling: the last character of base64 could hide bits that nobody signed.
        var key = keys.get(bytes[1]);
        if (key == null || !ENCODER.encodeToString(bytes).equals(token)) {
            return Optional.empty();
        }
        var signed = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
        var signature = Arrays.copyOfRange(bytes, signed.length, bytes.length);
        return MessageDigest.isEqual(signature, Arrays.copyOf(hmac(key, signed), SIGNATURE_BYTES))
                ? Optional.of(Arrays.copyOfRange(signed, HEADER_BYTES, signed.length))
                : Optional.empty();
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
