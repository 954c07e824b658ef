package dev.boxoffice.support.inbound.receive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `t=<epoch seconds>,v1=<hex>`: HMAC-SHA256 by a shared secret over the time, a dot and the mail's bytes.
final class InboundMailSignature {

    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";

    private InboundMailSignature() {}

    static String sign(byte[] mail, String secret, Instant at) {
        return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac(mail, secret, at.getEpochSecond()));
    }

    /// Compares in constant time; a time too far from now is refused, whichever way.
    static boolean isGenuine(
            byte[] mail, @Nullable String header, @Nullable String secret, Duration tolerance, Instant now) {
        if (header == null || secret == null || secret.isBlank()) {
            return false;
        }
        var parts = FORM.matcher(header.strip());
        if (!parts.matches()) {
            return false;
        }
        var seconds = Long.parseLong(parts.group(1));
        var given = HexFormat.of().parseHex(parts.group(2));
        var genuine = MessageDigest.isEqual(given, hmac(mail, secret, seconds));
        return genuine
                && Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(tolerance) <= 0;
    }

    private static byte[] hmac(byte[] mail, String secret, long seconds) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(mail);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
