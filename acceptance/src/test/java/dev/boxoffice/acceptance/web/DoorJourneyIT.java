package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A ticket at the door: once in, and not twice.
class DoorJourneyIT {

    private static TestBrowser browser;

    @BeforeAll
    static void open() {
        browser = TestBrowser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void a_ticket_lets_in_once_and_the_second_scan_says_why_not() {
        ApiClient organizer = RunningPlatform.signedIn("organizer-" + UUID.randomUUID(), "organizer");
        String event = AcceptanceEventFactory.onSale(
                organizer,
                "Soon",
                Map.of(
                        "startsAt",
                        Instant.now()
                                .plus(Duration.ofHours(2))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()));
        ApiClient buyer = RunningPlatform.signedIn("buyer-" + UUID.randomUUID(), "buyer");
        String booking = AcceptanceEventFactory.book(buyer, event + ".3");
        String code = buyer.get("/bookings/" + booking + "/tickets")
                .expect(200)
                .json()
                .at("/tickets/0/code")
                .asString();

        Visitor scanner = browser.signedIn("sam", "scanner");
        DoorPage door = DoorPage.open(scanner, "North");
        assertThat(door.type(code).admitted()).contains("Go in", "Row A, seat 4");
        assertThat(door.type(code).refused()).contains("Stop", "Already used", "North");
        assertThat(door.type("nonsense").refused()).contains("not one of our tickets");
        assertThat(door.count("in")).isEqualTo("1");
        scanner.complainsOfNothing();
    }
}
