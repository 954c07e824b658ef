package dev.boxoffice.booking.journey.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingProcess;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A second instance of the service, in a process of its own, is killed with -9; this one finds what it left.
class CrashTest extends BookingServiceTest {

    private BookingProcess victim;

    @BeforeEach
    void startVictim() {
        victim = BookingProcess.start(Map.of("boxoffice.payment.check-unanswered", "2s"));
    }

    @AfterEach
    void endVictim() {
        STRIPE.comeBack();
        victim.close();
    }

    @Test
    void killed_between_claim_and_payment_and_between_payment_and_webhook() throws Exception {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = BookingTestClient.of(victim.base(), "alice", "buyer");
        var bob = BookingTestClient.of(victim.base(), "bob", "buyer");
        var alices = alice.reserve(concert.ticket(0)).text("holdId");
        var bobs = bob.reserve(concert.ticket(1)).text("holdId");

        // Bob's money is taken, but neither Stripe's answer nor its webhook gets through.
        STRIPE.deliverTo(null);
        STRIPE.faults(StripeFaults.NONE.losingResponses(1));
        var paid = bob.confirm(bobs, "pm_card_visa");
        await().atMost(Duration.ofSeconds(20)).until(() -> STRIPE.captured("booking_id", paid.text("bookingId")) == 1);
        // Alice's seat is claimed, and Stripe never hears of it.
        STRIPE.goDown();
        var claimed = alice.confirm(alices, "pm_card_visa");
        assertThat(List.of(paid.status(), claimed.status())).containsOnly(202);
        victim.kill();

        STRIPE.faults(StripeFaults.NONE);
        STRIPE.comeBack();
        awaitStatus(buyer("alice"), claimed.text("bookingId"), "CONFIRMED");
        awaitStatus(buyer("bob"), paid.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
        assertThat(buyer("carol").reserve(concert.ticket(1)).problem()).isEqualTo("seat-taken");
    }
}
