package dev.boxoffice.booking.journey.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.testkit.ProjectRoot;
import dev.boxoffice.testkit.contract.AuditedOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// B13: no operation that changes something is forgotten by the audit.
class BookingAuditTest extends BookingServiceTest {

    private final AuditedOperations audited = AuditedOperations.read();

    private BookingTestClient olivia() {
        return BookingTestClient.of(base(), "olivia", "organizer");
    }

    private BookingTestClient operator() {
        return BookingTestClient.of(base(), "root", "operator");
    }

    /// The contract, the list of what is told and the page about it say the same.
    @Test
    void every_operation_that_changes_something_is_told_or_has_a_reason() throws IOException {
        assertThat(audited.differences()).isEmpty();
        var page = Files.readString(ProjectRoot.path().resolve("docs/api/audit.md"));
        assertThat(audited.actions()).allSatisfy(action -> assertThat(page).contains("`" + action + "`"));
    }

    @TestFactory
    Stream<DynamicTest> what_is_told_is_told() {
        return audited.toldOf("booking").stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    var query = call(operation.id());
                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(() -> assertThat(operator()
                                            .get("/audit" + query)
                                            .body()
                                            .path("entries"))
                                    .extracting(entry -> entry.path("action").asString(""))
                                    .containsAnyElementsOf(audited.actions(operation)));
                }));
    }

    /// Does it, and says where the audit has it.
    private String call(String operation) {
        var buyer = buyer("told-" + UUID.randomUUID());
        var concert = concert()
                .seated("Stalls", 1, 6, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(2)))
                .open();
        var event = "/events/" + concert.id();
        var seats = Map.of("ticketIds", List.of(concert.ticket(5)));
        switch (operation) {
            case "confirmBooking", "receiveStripeEvent" -> bought(buyer, concert);
            case "confirmBookingByPatch" ->
                accepted(buyer.with("Prefer", "wait=20")
                        .send(
                                "PATCH",
                                "/booking/confirm",
                                Map.of(
                                        "holdId",
                                        buyer.reserve(concert.ticket(0)).text("holdId"),
                                        "paymentMethodId",
                                        "pm_card_visa")));
            case "reconcileBooking" -> {
                STRIPE.deliverTo(null);
                var waiting =
                        buyer.buy(buyer.reserve(concert.ticket(0)).text("holdId"), "pm_card_authenticationRequired");
                STRIPE.decide(waiting.paymentIntent(), SimulatedOutcome.SUCCEED);
                accepted(operator()
                        .post("/operator/bookings/" + waiting.text("bookingId") + "/reconciliation", Map.of()));
                webhooksComeHere();
            }
            case "cancelBooking" -> accepted(buyer.post(bought(buyer, concert) + "/cancellation", Map.of()));
            case "answerRescheduling" -> {
                var booking = bought(buyer, concert);
                var now = Instant.now();
                concert.reschedule(
                        now.plus(Duration.ofHours(2)), now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(20)));
                accepted(buyer.post(booking + "/rescheduling", Map.of("answer", "REFUND")));
            }
            case "refundBooking" ->
                accepted(olivia().post(
                                bought(buyer, concert) + "/refunds",
                                Map.of(
                                        "reason",
                                        "A pillar",
                                        "voidTickets",
                                        false,
                                        "amount",
                                        Map.of("amount", 500, "currency", "EUR"))));
            case "retryEventCancellation" -> {
                bought(buyer, concert);
                concert.cancel();
                accepted(olivia().post(event + "/cancellation/attempts", Map.of()));
            }
            case "acceptTransfer" -> {
                bought(buyer, concert);
                var receiver = "told-" + UUID.randomUUID();
                var offer = buyer.post("/tickets/" + concert.ticket(0) + "/transfers", Map.of("to", receiver));
                accepted(buyer(receiver).send("POST", "/transfers/" + offer.text("transferId") + "/acceptance", null));
            }
            case "listForResale" -> accepted(buyer.post(bought(buyer, concert) + "/resale", Map.of()));
            case "withdrawFromResale" -> {
                var booking = bought(buyer, concert);
                accepted(buyer.post(booking + "/resale", Map.of()));
                accepted(buyer.delete(booking + "/resale"));
            }
            case "withholdSeats" -> accepted(olivia().put(event + "/withheld", withKind(seats)));
            case "releaseWithheldSeats" -> {
                accepted(olivia().put(event + "/withheld", withKind(seats)));
                accepted(olivia().send("DELETE", event + "/withheld", seats));
            }
            case "sellAtBoxOffice" ->
                accepted(olivia().post(event + "/box-office-sales", Map.of("quantity", 1, "payment", "CASH")));
            case "moveBookingSeats" ->
                accepted(olivia().post(
                                bought(buyer, concert) + "/seats",
                                Map.of("from", concert.tickets(0, 1), "to", concert.tickets(3, 4))));
            case "undoCheckIn" -> {
                var code = buyer.get(bought(buyer, concert) + "/tickets")
                        .body()
                        .at("/tickets/0/code")
                        .asString();
                var door = BookingTestClient.of(base(), "sam", "scanner");
                var scan = door.post(
                        "/check-ins",
                        Map.of(
                                "code",
                                code,
                                "gate",
                                "A",
                                "nonce",
                                UUID.randomUUID().toString()));
                accepted(scan);
                accepted(door.delete("/check-ins/" + scan.text("checkInId")));
            }
            case "erasePerson" -> {
                var eraser = "told-" + UUID.randomUUID();
                accepted(BookingTestClient.of(base(), eraser, "operator").delete("/people/nobody-" + eraser));
                return "?subject=" + eraser;
            }
            case "releaseHoldAsOperator" ->
                accepted(operator()
                        .delete("/operator/holds/"
                                + buyer.reserve(concert.ticket(0)).text("holdId")));
            default -> throw new AssertionError("how is " + operation + " called?");
        }
        return "?eventId=" + concert.id();
    }

    private static Map<String, Object> withKind(Map<String, List<String>> seats) {
        return Map.of("ticketIds", seats.getOrDefault("ticketIds", List.of()), "kind", "HOUSE");
    }

    /// The path of the booking.
    private static String bought(BookingTestClient buyer, BookingTestEvent concert) {
        var paid = buyer.buy(buyer.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        return "/bookings/" + paid.text("bookingId");
    }

    private static void accepted(BookingTestResponse answer) {
        assertThat(answer.status()).as(answer.raw().text()).isBetween(200, 299);
    }
}
