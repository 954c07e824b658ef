package dev.boxoffice.platform.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;

/// A public key that anybody can verify tokens with.
///
/// @param id its thumbprint ([RFC 7638](https://www.rfc-editor.org/rfc/rfc7638)), base64url
/// @param x the raw 32 bytes, base64url, as a JWK has them ([RFC 8037](https://www.rfc-editor.org/rfc/rfc8037))
public record Ed25519PublicKey(String id, String x, PublicKey key) {
    private static final int RAW_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    static Ed25519PublicKey of(PublicKey key) {
        var encoded = key.getEncoded(); // X.509: the raw key comes last
        var x = ENCODER.encodeToString(Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length));
        var canonical = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        try {
            var thumbprint = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return new Ed25519PublicKey(ENCODER.encodeToString(thumbprint), x, key);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
