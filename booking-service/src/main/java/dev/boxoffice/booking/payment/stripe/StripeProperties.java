package dev.boxoffice.booking.payment.stripe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where and how Stripe is reached. These settings alone switch from the simulator to the real one.
///
/// @param apiBase `https://api.stripe.com` for the real one
/// @param secretKey `sk_…`
/// @param webhookSecret `whsec_…` of our endpoint
/// @param otherWebhookSecrets believed as well: the one before or the one to come while the endpoint's is rolled, or
/// those of
/// further endpoints
/// @param webhookTolerance a webhook signed longer ago than this may be a replay, and is refused
/// @param connectTimeout most time to reach Stripe
/// @param readTimeout most time Stripe has to answer; longer counts as unknown
/// @param networkRetries repeats by stripe-java, with the same idempotency key
/// @param keptConnections most idle connections to Stripe kept for the next payment
/// @param idempotencyLife how long Stripe surely remembers a key (it promises 24 hours)
/// @param returnUrl where a buyer comes back to from a bank's page
@ConfigurationProperties("boxoffice.stripe")
public record StripeProperties(
        URI apiBase,
        String secretKey,
        String webhookSecret,
        @DefaultValue List<String> otherWebhookSecrets,
        @DefaultValue("300s") Duration webhookTolerance,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout,
        @DefaultValue("1") int networkRetries,
        @DefaultValue("64") int keptConnections,
        @DefaultValue("23h") Duration idempotencyLife,
        @Nullable String returnUrl) {

    public StripeProperties {
        if (otherWebhookSecrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("One of boxoffice.stripe.other-webhook-secrets is empty");
        }
        otherWebhookSecrets = List.copyOf(otherWebhookSecrets);
    }

    /// All that a webhook may be signed with.
    public List<String> webhookSecrets() {
        return Stream.concat(Stream.of(webhookSecret), otherWebhookSecrets.stream())
                .toList();
    }
}
