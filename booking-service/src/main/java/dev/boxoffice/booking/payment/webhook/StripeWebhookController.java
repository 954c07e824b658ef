package dev.boxoffice.booking.payment.webhook;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.net.Webhook;
import dev.boxoffice.booking.payment.stripe.StripeProperties;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `POST /webhooks/stripe`: believed for its signature over the raw body, made not long ago
/// (https://docs.stripe.com/webhooks/signature).
@RestController
class StripeWebhookController {

    private static final ProblemType INVALID_SIGNATURE =
            new ProblemType("invalid-signature", "Not signed by Stripe", 400);

    private final StripeProperties properties;
    private final StripeWebhookService webhooks;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry metrics;

    StripeWebhookController(
            StripeProperties properties,
            StripeWebhookService webhooks,
            JsonMapper json,
            Clock clock,
            MeterRegistry metrics) {
        this.properties = properties;
        this.webhooks = webhooks;
        this.json = json;
        this.clock = clock;
        this.metrics = metrics;
    }

    @PostMapping(path = "/webhooks/stripe", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> receive(
            @RequestBody String body,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature) {
        if (!isGenuine(body, signature)) {
            metrics.counter("boxoffice.booking.webhooks", "type", "forged").increment();
            return Problem.of(INVALID_SIGNATURE, "The signature does not fit the body, or is too old.")
                    .toResponse();
        }
        var event = read(body);
        metrics.counter("boxoffice.booking.webhooks", "type", event.type() == null ? "unknown" : event.type())
                .increment();
        try {
            webhooks.handle(event);
        } catch (StripeException unanswered) {
            return Problem.of(ProblemTypes.UNAVAILABLE, "Stripe does not answer; please tell it again.")
                    .toResponse();
        }
        return ResponseEntity.ok().build();
    }

    private boolean isGenuine(String body, @Nullable String signature) {
        return signature != null
                && properties.webhookSecrets().stream().anyMatch(secret -> isSignedWith(secret, body, signature));
    }

    private boolean isSignedWith(String secret, String body, String signature) {
        try {
            return Webhook.Signature.verifyHeader(
                    body, signature, secret, properties.webhookTolerance().toSeconds(), clock);
        } catch (SignatureVerificationException | NumberFormatException | IndexOutOfBoundsException other) {
            return false; // the latter two where the header is not written as Stripe does
        }
    }

    private StripeWebhookEvent read(String body) {
        try {
            return json.readValue(body, StripeWebhookEvent.class);
        } catch (JacksonException strange) {
            return new StripeWebhookEvent(null, null, null, null); // signed, yet not ours to understand
        }
    }
}
