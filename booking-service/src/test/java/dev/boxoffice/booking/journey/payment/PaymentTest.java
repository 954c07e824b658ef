package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingTestResponse;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One card, one hold: paid once, or not at all.
class PaymentTest extends PaymentJourney {

    @Test
    void confirming_twice_at_once_gives_one_booking_and_one_charge() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.tickets(0, 2));
        var answers = together(IntStream.range(0, 8)
                .<Callable<BookingTestResponse>>mapToObj(_ -> () -> alice.buy(hold, "pm_card_visa"))
                .toList());
        assertThat(answers.stream().map(answer -> answer.text("bookingId")).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.text("status"))).containsOnly("CONFIRMED");
        var afterwards = alice.with("Prefer", "wait=5")
                .put("/booking/confirm", Map.of("ticketIds", List.of(concert.ticket(1), concert.ticket(0))));
        assertThat(afterwards.text("bookingId")).isEqualTo(answers.getFirst().text("bookingId"));
        promisesAreKept(concert);
    }

    @Test
    void a_hold_may_be_named_by_its_tickets() {
        var concert = hall();
        var alice = buyer("alice");
        alice.reserve(concert.ticket(0), concert.ticket(1));
        var part = Map.of("ticketId", concert.ticket(0), "paymentMethodId", "pm_card_visa");
        var refusal = alice.put("/booking/confirm", part);
        refused(refusal, 422, "validation-failed");
        assertThat(refusal.body().path("errors").path(0).path("field").asString())
                .isEqualTo("ticketId");
        var all = Map.of("ticketIds", List.of(concert.tickets(0, 2)), "paymentMethodId", "pm_card_visa");
        refused(buyer("bob").put("/booking/confirm", all), 403, "forbidden");
        assertThat(alice.with("Prefer", "wait=20")
                        .send("PATCH", "/booking/confirm", all)
                        .text("status"))
                .isEqualTo("CONFIRMED");
    }

    /// However little of it is named, it is not told how many tickets it has.
    @Test
    void somebody_elses_hold_is_theirs_by_whatever_it_is_named() {
        var concert = hall();
        var hold = buyer("alice").reserve(concert.ticket(0), concert.ticket(1)).text("holdId");
        for (var named : List.of(
                Map.of("holdId", hold),
                Map.of("ticketId", concert.ticket(0)),
                Map.of("ticketIds", List.of(concert.ticket(1))),
                Map.of("ticketIds", List.of(concert.ticket(2), concert.ticket(1))),
                Map.of("ticketIds", List.of(concert.tickets(0, 2))))) {
            refused(buyer("bob").put("/booking/confirm", named), 403, "forbidden");
        }
    }

    @Test
    void what_is_named_beside_a_hold_is_not_passed_over() {
        var concert = hall();
        var alice = buyer("alice");
        alice.reserve(concert.ticket(0), concert.ticket(1));
        alice.reserve(concert.ticket(2));
        buyer("bob").reserve(concert.ticket(3));
        for (var other : List.of(concert.ticket(2), concert.ticket(3), concert.ticket(4), concert.ticket(0))) {
            for (var named : List.of(
                    List.of(concert.ticket(0), concert.ticket(1), other),
                    List.of(other, concert.ticket(0), concert.ticket(1)))) {
                refused(
                        alice.put("/booking/confirm", Map.of("ticketIds", named, "paymentMethodId", "pm_card_visa")),
                        422,
                        "validation-failed");
            }
        }
        var own = List.of(concert.ticket(0), concert.ticket(1));
        var paid = alice.with("Prefer", "wait=20")
                .put("/booking/confirm", Map.of("ticketIds", own, "paymentMethodId", "pm_card_visa"));
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        var more = List.of(concert.ticket(0), concert.ticket(1), concert.ticket(4));
        refused(alice.put("/booking/confirm", Map.of("ticketIds", more)), 422, "validation-failed");
        promisesAreKept(concert);
    }

    @Test
    void a_name_of_several_lines_is_no_name() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        for (var end : List.of("\r\n", "\t", "\u2028")) {
            var contact = Map.of("email", "alice@mail.example", "name", "Alice" + end + "Pay at evil.example");
            var body = Map.of("holdId", hold, "paymentMethodId", "pm_card_visa", "contact", contact);
            var refusal = alice.put("/booking/confirm", body);
            refused(refusal, 422, "validation-failed");
            assertThat(refusal.body().path("errors").path(0).path("field").asString())
                    .isEqualTo("contact.name");
        }
    }

    @Test
    void a_declined_card_leaves_the_hold_alive_for_another() {
        var concert = concert().seated("Stalls", 1, 4, 4500).limits(4, 4).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.tickets(0, 4)).text("holdId");
        var declined = alice.buy(hold, "pm_card_chargeDeclined");
        assertThat(declined.status()).isEqualTo(200);
        assertThat(declined.text("status")).isEqualTo("PAYMENT_FAILED");
        assertThat(declined.text("failureCode")).isNotEmpty();
        assertThat(concert.count("AVAILABLE")).isEqualTo(4);
        refused(buyer("bob").reserve(concert.ticket(0)), 409, "seat-taken");
        assertThat(alice.get("/booking/holds/" + hold).status()).isEqualTo(200);

        var paid = alice.buy(hold, "pm_card_visa");
        assertThat(paid.text("status")).isEqualTo("CONFIRMED");
        assertThat(paid.text("bookingId")).isEqualTo(declined.text("bookingId"));
        promisesAreKept(concert);
    }

    @Test
    void an_unknown_card_fails_the_payment_and_nothing_else() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        assertThat(alice.buy(hold, "pm_no_such_card").text("status")).isEqualTo("PAYMENT_FAILED");
        assertThat(alice.buy(hold, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    /// M1: Stripe's units, in both directions.
    @Test
    void kronur_and_dinars_are_charged_and_refunded_in_stripes_units() throws Exception {
        for (var price : Map.of("ISK", 5950L, "KWD", 15010L, "JPY", 4500L).entrySet()) {
            var concert = concert()
                    .seated("Stalls", 1, 4, price.getValue())
                    .currency(price.getKey())
                    .open();
            var alice = buyer("alice");
            var paid = bought(alice, concert, 0, 1);
            alice.post(path(paid) + "/cancellation", Map.of());
            awaitStatus(alice, paid.text("bookingId"), "REFUNDED");
            var inStripesUnit = price.getKey().equals("ISK") ? 595_000L : price.getValue();
            assertThat(chargedAtStripe(paid)).isEqualTo(inStripesUnit);
        }
    }

    private long chargedAtStripe(BookingTestResponse booking) throws Exception {
        return stripe("/v1/payment_intents/" + intentOf(booking), HttpRequest.newBuilder())
                .path("amount_received")
                .asLong();
    }
}
