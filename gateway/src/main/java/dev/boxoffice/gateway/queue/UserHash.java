package dev.boxoffice.gateway.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// A user in Redis: the first 12 bytes of the SHA-256 of the token's `sub`; booking-service names its buyers the same
/// way.
///
/// @param text base64url, 16 characters
record UserHash(String text) {

    private static final int BYTES = 12;

    static UserHash of(String subject) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return new UserHash(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return Base64.getUrlDecoder().decode(text);
    }

    /// Which of the event's hashes holds this user's place.
    int bucket(int buckets) {
        byte[] bytes = bytes();
        return ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) % buckets;
    }
}
