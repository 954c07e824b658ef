package dev.boxoffice.booking.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingInvariants;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// O7: a promise that breaks while sales go on is seen within the minute, by our own metrics.
class InvariantWorkerTest extends BookingServiceTest {

    @Autowired
    InvariantWorker worker;

    @Autowired
    MeterRegistry metrics;

    private BookingTestEvent concert;
    private UUID sold;

    @BeforeEach
    void sell() {
        concert = concert().seated("Stalls", 1, 4, 4500).open();
        sold = bought(buyer("alice-" + UUID.randomUUID()), 0);
    }

    private UUID bought(BookingTestClient buyer, int seat) {
        var hold = buyer.reserve(concert.ticket(seat)).text("holdId");
        var booking = buyer.confirm(hold, "pm_card_visa").text("bookingId");
        awaitStatus(buyer, booking, "CONFIRMED");
        return UUID.fromString(booking);
    }

    @Test
    void a_sale_as_it_should_be_breaks_nothing() {
        assertThat(worker.check()).containsOnlyKeys(InvariantRule.values());
        assertThat(broken()).isEmpty();
    }

    /// Tickets change hands, and money changes hands past Stripe: neither is a broken promise.
    @Test
    void what_is_passed_on_or_paid_in_cash_breaks_nothing() {
        var giver = buyer("gives-" + concert.id());
        bought(giver, 1);
        var receiver = buyer("receives-" + concert.id());
        var offer =
                giver.post("/tickets/" + concert.ticket(1) + "/transfers", Map.of("to", "receives-" + concert.id()));
        assertThat(receiver.send("POST", "/transfers/" + offer.text("transferId") + "/acceptance", null)
                        .text("status"))
                .isEqualTo("ACCEPTED");

        var olivia = BookingTestClient.of(base(), "olivia", "organizer");
        var cash = olivia.post(
                "/events/" + concert.id() + "/box-office-sales",
                Map.of("tickets", List.of(Map.of("ticketId", concert.ticket(2))), "payment", "CASH"));
        assertThat(olivia.post(
                                "/bookings/" + cash.text("bookingId") + "/refunds",
                                Map.of("ticketIds", List.of(concert.ticket(2))))
                        .status())
                .isEqualTo(201);

        assertThat(broken()).isEmpty();
    }

    /// The check of every minute is written to be fast, that of everything to be read: they say the same.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONFIRMED_WITHOUT_TICKET | confirmed without its ticket | update inventory.ticket set booking_id = gen_random_uuid() where event_id = ?",
                "CONFIRMED_WITHOUT_TICKET | confirmed without its ticket | update inventory.ticket set owner = 'somebody else' where event_id = ?",
                "CONFIRMED_WITHOUT_TICKET | confirmed without its ticket | update inventory.ticket set status = 'RESERVED' where event_id = ?",
                "CONFIRMED_WITHOUT_TICKET | confirmed without its ticket | delete from inventory.ticket where event_id = ?",
                "CONFIRMED_WITHOUT_TICKET | confirmed without its ticket | insert into booking.ticket_transfer (event_id, id, booking_id, ordinal, serial, from_subject, to_address, status, accepted_by, created_at, expires_at, decided_at) select event_id, gen_random_uuid(), id, ordinals[1], 0, buyer, 'bob', 'ACCEPTED', 'bob', now(), now(), now() from booking.booking where event_id = ?",
                "TICKET_OF_NO_BOOKING | ticket taken without a booking | update booking.booking set status = 'CANCELLED' where event_id = ?",
                "LEDGER_AND_REFUNDS_DIFFER | ledger and refunds differ | insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at) select event_id, booking_id, 'REFUND', payment_intent_id, 're_unknown', -100, currency, now() from booking.ledger_entry where event_id = ?",
                "LEDGER_AND_REFUNDS_DIFFER | ledger and refunds differ | insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason, status, stripe_refund_id, created_at, updated_at) select event_id, gen_random_uuid(), id, payment_intent_id, 100, currency, 'CUSTOMER', 'SUCCEEDED', concat('re_', id), now(), now() from booking.booking where event_id = ?",
            })
    void each_broken_promise_is_counted_and_named_by_the_check_of_everything(
            InvariantRule rule, String name, String sabotage) {
        // Only the tickets that were sold: the others are free, and may not name a booking.
        var statement = sabotage.contains("inventory.ticket") ? sabotage + " and booking_id is not null" : sabotage;
        assertThat(sql().sql(statement).param(concert.id()).update()).isPositive();
        assertIsBroken(rule, name);
    }

    @Test
    void more_promised_than_captured_is_counted_and_named_by_the_check_of_everything() {
        // The database refuses a refund beyond the payment, so the payment shrinks below its refund.
        assertThat(sql().sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason, status,
                            created_at, updated_at)
                        select event_id, gen_random_uuid(), id, payment_intent_id, amount, currency, 'CUSTOMER', 'PENDING', now(), now()
                          from booking.booking where id = ?
                        """).param(sold).update()).isOne();
        assertThat(broken()).isEmpty();
        sql().sql("""
                        insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
                        select event_id, booking_id, 'CAPTURE', payment_intent_id, 'less', -1, currency, now()
                          from booking.ledger_entry where booking_id = ?
                        """).param(sold).update();
        assertIsBroken(InvariantRule.REFUNDS_EXCEED_PAYMENT, "refunds exceed the payment");
        sql().sql("delete from booking.refund where booking_id = ?").param(sold).update();
    }

    private void assertIsBroken(InvariantRule rule, String name) {
        assertThat(broken()).containsEntry(rule, 1L);
        await().untilAsserted(() -> {
            var counted = worker.check().getOrDefault(rule, 0L);
            assertThat(counted).isPositive();
            assertThat(gauge(rule)).isEqualTo((double) counted);
        });
        assertThat(sql().sql(BookingInvariants.sql()).query().listOfRows().stream()
                        .filter(row -> concert.id().equals(row.get("event_id")))
                        .map(row -> row.get("rule")))
                .contains(name);
    }

    /// A ticket that was passed on within minutes of its sale is its receiver's, and that is no breach.
    @Test
    void a_ticket_that_changed_hands_breaks_nothing() {
        var bob = "bob-" + UUID.randomUUID();
        sql().sql("""
                        insert into booking.ticket_transfer (event_id, id, booking_id, ordinal, serial, from_subject, to_address, status,
                            accepted_by, created_at, expires_at, decided_at)
                        select event_id, gen_random_uuid(), id, ordinals[1], 0, buyer, ?, 'ACCEPTED', ?, now(), now(), now()
                          from booking.booking where id = ?
                        """).params(bob, bob, sold).update();
        sql().sql("update inventory.ticket set owner = ? where event_id = ? and booking_id = ?")
                .params(bob, concert.id(), sold)
                .update();
        assertThat(broken()).isEmpty();
    }

    @Test
    void money_in_flight_without_its_seat_or_past_its_deadline_is_counted() {
        sql().sql("update booking.booking set status = 'PROCESSING' where event_id = ?")
                .param(concert.id())
                .update();
        sql().sql("""
                        insert into booking.payment_in_flight (event_id, booking_id, started_at, deadline, next_check_at)
                        values (?, ?, now() - interval '1 hour', now() - interval '10 minutes', now() + interval '1 hour')
                        """).params(concert.id(), sold).update();

        assertThat(broken())
                .containsEntry(InvariantRule.IN_FLIGHT_PAST_DEADLINE, 1L)
                .containsEntry(InvariantRule.IN_FLIGHT_WITHOUT_SEAT, 1L);
        sql().sql("delete from booking.payment_in_flight where booking_id = ?")
                .param(sold)
                .update();
    }

    @Test
    void what_moved_before_the_window_is_left_to_the_nightly_check() {
        // The ledger refuses changes, to everybody but its owner without triggers.
        sql().sql("alter table booking.ledger_entry disable trigger user").update();
        sql().sql("update booking.ledger_entry set recorded_at = now() - interval '1 day' where event_id = ?")
                .param(concert.id())
                .update();
        sql().sql("alter table booking.ledger_entry enable trigger user").update();
        sql().sql("update booking.booking set status = 'CANCELLED' where event_id = ?")
                .param(concert.id())
                .update();
        assertThat(broken()).isEmpty();
    }

    /// Of this event: what other tests have left broken is forgotten at a moment of its own.
    private Map<InvariantRule, Long> broken() {
        return new RecentInvariants(sql())
                .of(concert.id()).stream().collect(Collectors.toMap(InvariantBreach::rule, InvariantBreach::count));
    }

    private double gauge(InvariantRule rule) {
        return metrics.get("boxoffice.invariant.breaches")
                .tag("rule", rule.tag())
                .gauge()
                .value();
    }
}
