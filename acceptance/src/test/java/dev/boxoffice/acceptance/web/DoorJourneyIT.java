package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.DoorPage;
import dev.boxoffice.acceptance.web.page.Visitor;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A ticket at the door: once in, and not twice.
class DoorJourneyIT extends BrowserJourney {

    private final String host = "organizer-" + UUID.randomUUID();
    private final ApiClient organizer = RunningPlatform.signedIn(host, "organizer");
    private final String event = AcceptanceEventFactory.onSale(
            organizer,
            "Soon",
            Map.of(
                    "startsAt",
                    Instant.now()
                            .plus(Duration.ofHours(2))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString()));

    private String code(int ordinal) {
        ApiClient buyer = RunningPlatform.signedIn("buyer-" + UUID.randomUUID(), "buyer");
        String booking = AcceptanceEventFactory.book(buyer, event + "." + ordinal);
        return buyer.get("/bookings/" + booking + "/tickets")
                .expect(200)
                .json()
                .at("/tickets/0/code")
                .asString();
    }

    @Test
    void a_ticket_lets_in_once_and_the_second_scan_says_why_not() {
        String code = code(3);
        Visitor scanner = browser.signedIn(host, "organizer", "scanner");
        DoorPage door = DoorPage.open(scanner, "North");
        assertThat(door.type(code).admitted()).contains("Go in", "Row A, seat 4");
        assertThat(door.type(code).refused()).contains("Stop", "Already used", "North");
        assertThat(door.type("nonsense").refused()).contains("not one of our tickets");
        assertThat(door.count("in")).isEqualTo("1");
        scanner.complainsOfNothing();
    }

    @Test
    void a_ticket_shown_before_the_gate_is_named_is_checked_once_it_is() {
        String code = code(9);
        Visitor scanner = browser.signedIn(host, "organizer", "scanner");
        DoorPage door = DoorPage.openWithoutGate(scanner).type(code).asksForGate();
        assertThat(door.count("refused")).isEqualTo("0");
        assertThat(door.at("North").admitted()).contains("Go in", "Row A, seat 10");
        assertThat(scanner.seriousFindings()).isEmpty();
        scanner.complainsOfNothing();
    }

    @Test
    void how_many_are_in_moves_with_each_scan() {
        String code = code(8);
        Visitor scanner = browser.signedIn(host, "organizer", "scanner");
        DoorPage door = DoorPage.open(scanner, "North").of(event);
        await().until(door::attendance, said -> said.startsWith("0 of"));
        assertThat(door.type(code).admitted()).contains("Row A, seat 9");
        await().until(door::attendance, said -> said.startsWith("1 of"));
        scanner.complainsOfNothing();
    }

    @Test
    void a_door_without_a_network_decides_by_the_signed_list_and_tells_it_later() {
        String code = code(5);
        String other = code(6);
        Visitor scanner = browser.signedIn(host, "organizer", "scanner");
        DoorPage door = DoorPage.open(scanner, "North").of(event);
        scanner.readyForOffline();
        door.withoutNetwork(true);
        assertThat(door.type(code).admitted()).contains("Go in", "Row A, seat 6");
        assertThat(door.type(code).refused()).contains("Already used", "North");
        assertThat(door.type(code.substring(0, code.length() - 4) + "AAAA").refused())
                .contains("not one of our tickets");
        door.withoutNetwork(false).told();
        await().until(door::attendance, said -> said.startsWith("1 of"));
        assertThat(DoorPage.open(scanner, "South").type(code).refused()).contains("Already used", "North");
        assertThat(DoorPage.open(scanner, "South").type(other).admitted()).contains("Row A, seat 7");
        scanner.complainsOfNothing();
    }

    @Test
    void a_line_that_carries_nothing_keeps_nobody_waiting_and_lets_nobody_in_twice() {
        String known = code(3);
        String fresh = code(5);
        Visitor scanner = browser.signedInWithoutWorker(host, "organizer", "scanner");
        DoorPage door = DoorPage.open(scanner, "North").of(event);
        assertThat(door.type(known).admitted()).contains("Go in", "Row A, seat 4");

        scanner.page().route("**/check-ins", route -> {}); // no answer ever comes
        assertThat(door.type(known).refused()).contains("Already used", "North");
        cutTheStoreOff(scanner);
        assertThat(door.type(fresh).admitted()).contains("Go in", "Row A, seat 6");
        scanner.page().unroute("**/check-ins");
        assertThat(door.type(fresh).refused()).contains("Already used", "North");
        assertThat(door.type(code(9)).admitted()).contains("Go in", "Row A, seat 10");
        door.told();
        await().until(door::attendance, said -> said.startsWith("3 of"));
        scanner.complainsOfNothing();
    }

    /// As iOS does to a page that was in the background.
    private static void cutTheStoreOff(Visitor scanner) {
        scanner.page().evaluate("""
                () => {
                  const { transaction } = IDBDatabase.prototype;
                  IDBDatabase.prototype.transaction = function () {
                    IDBDatabase.prototype.transaction = transaction;
                    throw new DOMException('Connection to Indexed Database server lost', 'InvalidStateError');
                  };
                }
                """);
    }
}
