package dev.boxoffice.booking.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.net.Webhook;
import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.testkit.BoxofficeProperties;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// O11: while the endpoint's secret is rolled, what is signed with the one before and with the one to come is believed.
class WebhookSecretRotationTest extends BookingServiceTest {

    private static final String BEFORE =
            Objects.requireNonNull(BoxofficeProperties.of(Set.of()).get("boxoffice.stripe.webhook-secret"));
    private static final String NEXT = "whsec_next";
    private static final String EVENT =
            "{\"id\":\"evt_rotation\",\"type\":\"customer.created\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}";

    @Test
    void either_secret_is_believed_while_both_are_set_and_no_third() throws Exception {
        try (var rotated = BookingInstance.start(
                Duration.ZERO,
                Map.of(
                        "boxoffice.stripe.webhook-secret", NEXT,
                        "boxoffice.stripe.other-webhook-secrets", BEFORE))) {
            assertThat(answer(rotated.base(), signed(BEFORE))).isEqualTo(200);
            assertThat(answer(rotated.base(), signed(NEXT))).isEqualTo(200);
            assertThat(answer(rotated.base(), signed("whsec_somebody_elses"))).isEqualTo(400);

            // A payment that only a webhook completes, signed with the secret of before.
            STRIPE.deliverTo(URI.create(rotated.base() + "/webhooks/stripe"));
            STRIPE.faults(StripeFaults.NONE);
            var concert = concert().seated("Stalls", 1, 2, 4500).open();
            var alice = BookingTestClient.of(rotated.base(), "alice", "buyer");
            var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
            awaitStatus(alice, booking.text("bookingId"), "CONFIRMED");
        }
    }

    /// While Stripe rolls a secret it signs with both: https://docs.stripe.com/webhooks#roll-endpoint-secrets
    @Test
    void an_instance_that_knows_one_of_two_secrets_believes_what_carries_both_signatures() throws Exception {
        var both = signed(NEXT) + signed(BEFORE).replaceFirst("^t=\\d+", "");
        assertThat(both).matches("t=\\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}");
        assertThat(answer(base(), both)).isEqualTo(200);
        assertThat(answer(base(), signed(NEXT))).isEqualTo(400);
    }

    @Test
    void a_service_whose_list_has_an_empty_secret_does_not_start() {
        var settings = Map.of("boxoffice.stripe.other-webhook-secrets", BEFORE + ",");
        assertThatThrownBy(() -> BookingInstance.start(Duration.ZERO, settings).close())
                .rootCause()
                .hasMessageContaining("boxoffice.stripe.other-webhook-secrets");
    }

    private static int answer(String base, String signature) {
        return BookingTestClient.anonymous(base)
                .with("Stripe-Signature", signature)
                .post("/webhooks/stripe", EVENT)
                .status();
    }

    private static String signed(String secret) throws GeneralSecurityException {
        return Webhook.Signature.generateSignatureHeader(
                EVENT, secret, Instant.now().getEpochSecond());
    }
}
