package dev.boxoffice.standalone.stripe.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The `Stripe-Signature` header: <https://docs.stripe.com/webhooks#verify-manually>.
public final class SimulatedWebhookSignature {
    private SimulatedWebhookSignature() {}

    /// `t=…,v1=…` over the time and the exact bytes of the body.
    public static String header(byte[] body, String secret, Instant now) {
        var time = Long.toString(now.getEpochSecond());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }
}
