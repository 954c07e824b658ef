package dev.boxoffice.booking.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.platform.token.Ed25519TokenSigner;
import dev.boxoffice.testkit.BoxofficeProperties;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// D4: tickets outlive the key they were signed with.
class TicketKeyRotationTest extends BookingServiceTest {

    private static final String KEY_OF_NOW =
            Objects.requireNonNull(BoxofficeProperties.of(Set.of()).get("boxoffice.ticket.signing-key"));

    @Test
    void a_code_signed_with_the_key_of_before_is_admitted_and_one_never_ours_is_not() throws Exception {
        var concert = concert()
                .seated("Stalls", 1, 4, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var alice = buyer("alice");
        var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        awaitStatus(alice, booking, "CONFIRMED");
        var old = code(alice, booking);
        var next = newKey();
        try (var rotated = BookingInstance.start(
                Duration.ZERO,
                Map.of(
                        "boxoffice.ticket.signing-key", base64(next.getPrivate().getEncoded()),
                        "boxoffice.ticket.previous-public-keys", publicKeyOfNow()))) {
            var keys = BookingTestClient.anonymous(rotated.base())
                    .get("/.well-known/ticket-keys.json")
                    .body()
                    .path("keys");
            assertThat(keys.valueStream().map(key -> key.path("kid").asString()))
                    .hasSize(2)
                    .contains(keyIdOf(old));
            var again = code(BookingTestClient.of(rotated.base(), "alice", "buyer"), booking);
            assertThat(keyIdOf(again)).as("printed again, with the new key").isNotEqualTo(keyIdOf(old));
            var strangers =
                    new Ed25519TokenSigner(base64(newKey().getPrivate().getEncoded()), List.of(), JsonMapper.shared());
            var forged = strangers.sign(Map.of("tid", concert.ticket(0), "bid", booking));
            assertThat(scan(rotated, forged).text("type")).isEqualTo("/problems/invalid-code");
            assertThat(scan(rotated, old).text("result")).isEqualTo("ADMITTED");
        }
    }

    private static String code(BookingTestClient buyer, String booking) {
        return buyer.get("/bookings/" + booking + "/tickets")
                .body()
                .path("tickets")
                .get(0)
                .path("code")
                .asString();
    }

    private static BookingTestResponse scan(BookingInstance instance, String code) {
        return BookingTestClient.of(instance.base(), "sam", "scanner")
                .post("/check-ins", Map.of("code", code, "gate", "A", "nonce", "1"));
    }

    private static String keyIdOf(String code) {
        var header = Base64.getUrlDecoder().decode(code.substring(0, code.indexOf('.')));
        return JsonMapper.shared().readTree(header).path("kid").asString();
    }

    private static String publicKeyOfNow() {
        var signer = new Ed25519TokenSigner(KEY_OF_NOW, List.of(), JsonMapper.shared());
        return base64(signer.publicKeys().getFirst().key().getEncoded());
    }

    private static KeyPair newKey() throws NoSuchAlgorithmException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
