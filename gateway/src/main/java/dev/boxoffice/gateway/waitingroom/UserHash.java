package dev.boxoffice.gateway.waitingroom;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// A user in Redis: the first 12 bytes of the SHA-256 of the token's `sub`; booking-service names its buyers the same
/// way.
///
/// @param text base64url, 16 characters
public record UserHash(String text) {

    private static final int BYTES = 12;

    public static UserHash of(String subject) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return new UserHash(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] bytes() {
        return Base64.getUrlDecoder().decode(text);
    }
}
