package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.testkit.BoxofficeProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A hold of a hall at 45 euros is paid, or is not.
public abstract class PaymentJourney extends BookingServiceTest {

    protected BookingTestEvent hall() {
        return concert().seated("Stalls", 1, 8, 4500).open();
    }

    protected static String held(BookingTestClient buyer, String... ticketIds) {
        return buyer.reserve(ticketIds).text("holdId");
    }

    /// Stands at 3-D Secure: the buyer acts next.
    protected static BookingTestResponse challenged(BookingTestClient buyer, String hold) {
        return buyer.buy(hold, "pm_card_authenticationRequired");
    }

    protected BookingTestResponse bought(BookingTestClient buyer, BookingTestEvent event, int from, int until) {
        var paid = buyer.buy(held(buyer, event.tickets(from, until)), "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        return paid;
    }

    protected static String path(BookingTestResponse booking) {
        return "/bookings/" + booking.text("bookingId");
    }

    protected String intentOf(BookingTestResponse booking) {
        return sql().sql("select coalesce(payment_intent_id, '') from booking.booking where id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(String.class)
                .single();
    }

    /// What Stripe's own API answers to whoever has our key.
    protected static JsonNode stripe(String path, HttpRequest.Builder request) throws Exception {
        var signedIn = request.uri(URI.create(STRIPE.baseUrl() + path))
                .header("Authorization", "Bearer " + STRIPE.secretKey())
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return BookingTestResponse.JSON.readTree(
                    http.send(signedIn, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /// As Stripe signs what it sends.
    protected static String signatureOf(String webhook) throws GeneralSecurityException {
        return Webhook.Signature.generateSignatureHeader(
                webhook, webhookSecret(), Instant.now().getEpochSecond());
    }

    protected static String webhookSecret() {
        return BoxofficeProperties.of(Set.of()).get("boxoffice.stripe.webhook-secret");
    }
}
