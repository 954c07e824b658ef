package dev.boxoffice.booking.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.BookingServiceApplication;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A second instance of the service, in a process of its own, is killed with -9; this one finds what it left.
class CrashTest extends BookingServiceTest {

    private Process victim;
    private String victimsBase;

    @BeforeEach
    void startVictim() throws IOException {
        var freePort = freePort();
        victimsBase = "http://localhost:" + freePort;
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BookingServiceApplication.class.getName(),
                "--server.port=" + freePort,
                "--boxoffice.stripe.api-base=" + STRIPE.baseUrl(),
                "--boxoffice.payment.check-unanswered=2s"));
        BoxofficeProperties.of(Set.of(StoreKind.POSTGRES, StoreKind.REDIS))
                .forEach((name, value) -> command.add("--" + name + "=" + value));
        victim = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "victim.log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(this::isReady);
    }

    private boolean isReady() {
        assertThat(victim.isAlive()).as("see target/victim.log").isTrue();
        try {
            return BookingTestClient.anonymous(victimsBase)
                            .get("/actuator/health/readiness")
                            .status()
                    == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void endVictim() {
        STRIPE.comeBack();
        victim.destroyForcibly();
    }

    @Test
    void killed_between_claim_and_payment_and_between_payment_and_webhook() throws Exception {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var alice = BookingTestClient.of(victimsBase, "alice", "buyer");
        var bob = BookingTestClient.of(victimsBase, "bob", "buyer");
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
        victim.destroyForcibly().waitFor();

        STRIPE.faults(StripeFaults.NONE);
        STRIPE.comeBack();
        awaitStatus(buyer("alice"), claimed.text("bookingId"), "CONFIRMED");
        awaitStatus(buyer("bob"), paid.text("bookingId"), "CONFIRMED");
        promisesAreKept(concert);
        assertThat(buyer("carol").reserve(concert.ticket(1)).problem()).isEqualTo("seat-taken");
    }
}
