package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What an `Idempotency-Key` must not change of a call, and what it promises of its repetition.
class IdempotentCallTest extends PaymentJourney {

    private final String key = UUID.randomUUID().toString();

    private BookingTestClient olivia() {
        return BookingTestClient.of(base(), "olivia", "organizer");
    }

    private static void isReplayed(BookingTestResponse again, BookingTestResponse first) {
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void a_refusal_is_replayed_with_all_that_it_said() {
        var concert = hall();
        var alice = buyer("alice");
        var hold = held(alice, concert.ticket(0));
        alice.delete("/booking/holds/" + hold);
        var keyed = alice.with("Idempotency-Key", key);
        var first = keyed.confirm(hold, "pm_card_visa");
        refused(first, 410, "hold-expired");
        assertThat(first.text("instance")).isEqualTo("/booking/confirm");
        assertThat(first.text("traceId")).hasSize(32);
        isReplayed(keyed.confirm(hold, "pm_card_visa"), first);
    }

    @Test
    void a_refusal_is_replayed_though_what_stood_in_the_way_is_gone() {
        var concert = hall();
        var alice = buyer("alice-passes-on");
        bought(alice, concert, 0, 1);
        var path = "/tickets/" + concert.ticket(0) + "/transfers";
        var offered = alice.post(path, Map.of("to", "bob@example.org"));
        assertThat(offered.status()).isEqualTo(201);
        var keyed = alice.with("Idempotency-Key", key);
        var first = keyed.post(path, Map.of("to", "carol@example.org"));
        refused(first, 409, "transfer-closed");
        assertThat(alice.delete("/transfers/" + offered.text("transferId")).status())
                .isLessThan(300);
        isReplayed(keyed.post(path, Map.of("to", "carol@example.org")), first);
        assertThat(alice.post(path, Map.of("to", "carol@example.org")).status()).isEqualTo(201);
    }

    @Test
    void a_refund_that_is_being_sent_is_refused_as_without_a_key() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 1);
        sql().sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                            failure_code, next_attempt_at, created_at, updated_at)
                        select ?, uuidv7(), id, payment_intent_id, 4500, 'EUR', 'CUSTOMER', 'refused',
                               now() + interval '1 hour', now(), now() from booking.booking where id = ?::uuid
                        """).params(concert.id(), paid.text("bookingId")).update();
        var elsewhere = Map.of("amount", Map.of("amount", 4500, "currency", "EUR"), "elsewhere", true);
        var keyed = olivia().with("Idempotency-Key", key);
        var first = keyed.post(path(paid) + "/refunds", elsewhere);
        refused(first, 409, "refund-exceeds-payment");
        isReplayed(keyed.post(path(paid) + "/refunds", elsewhere), first);
        sql().sql("delete from booking.refund where booking_id = ?::uuid")
                .param(paid.text("bookingId"))
                .update();
        promisesAreKept(concert);
    }

    /// M7: what is to survive a crash is committed before Stripe is told, and Stripe may take its time.
    @Test
    void a_payment_is_cancelled_at_stripe_with_no_transaction_open() {
        var concert = hall();
        var alice = buyer("alice-gives-up");
        var paying = challenged(alice, held(alice, concert.ticket(0)));
        var keyed = alice.with("Idempotency-Key", key);
        STRIPE.faults(StripeFaults.NONE.slowBy(600_000)); // until all has been looked at
        var cancelled = CompletableFuture.supplyAsync(() -> keyed.post(path(paying) + "/cancellation", Map.of()));
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(exists(
                                    "select from booking.cancellation_item where booking_id = ?::uuid",
                                    paying.text("bookingId")))
                            .as("the work to be done is known to all")
                            .isTrue());
            assertThat(exists(
                            "select where pg_try_advisory_xact_lock(hashtextextended(?, 7))", "alice-gives-up\n" + key))
                    .as("the key's transaction has ended")
                    .isTrue();
            refused(keyed.post(path(paying) + "/cancellation", Map.of()), 409, "request-in-progress");
            assertThat(cancelled).isNotDone();
        } finally {
            STRIPE.faults(StripeFaults.NONE);
        }
        assertThat(cancelled.join().status()).isEqualTo(202);
        isReplayed(keyed.post(path(paying) + "/cancellation", Map.of()), cancelled.join());
        awaitStatus(alice, paying.text("bookingId"), "CANCELLED");
        promisesAreKept(concert);
    }

    private boolean exists(String query, String parameter) {
        return sql().sql("select exists (" + query + ")")
                .param(parameter)
                .query(Boolean.class)
                .single();
    }

    /// Postgres rolls one of two back that wait for each other: it is carried out again, also in the key's transaction.
    @Test
    void what_a_deadlock_has_undone_is_done_again_under_a_key() {
        var concert = hall();
        var bought = bought(buyer("alice"), concert, 2, 3);
        var keyed = olivia().with("Idempotency-Key", key);
        sql().sql("create sequence public.deadlock").update();
        sql().sql("""
                        create function public.lose_once() returns trigger language plpgsql security definer as $$
                        begin
                            if nextval('public.deadlock') = 1 then
                                raise exception 'lost on purpose' using errcode = 'deadlock_detected';
                            end if;
                            return new;
                        end $$
                        """).update();
        sql().sql("""
                        create trigger lose_once before update on inventory.ticket for each row
                          when (new.event_id = '%s') execute function public.lose_once()
                        """.formatted(concert.id())).update();
        try {
            var sale = keyed.post(
                    "/events/" + concert.id() + "/box-office-sales",
                    Map.of("ticketIds", List.of(concert.ticket(0)), "payment", "CASH"));
            loseNext();
            var withheld = olivia().with("Idempotency-Key", "withheld " + key)
                    .put(
                            "/events/" + concert.id() + "/withheld",
                            Map.of("ticketIds", List.of(concert.ticket(1)), "kind", "HOUSE"));
            loseNext();
            var moved = olivia().with("Idempotency-Key", "moved " + key)
                    .post(
                            path(bought) + "/seats",
                            Map.of("from", List.of(concert.ticket(2)), "to", List.of(concert.ticket(3))));
            assertThat(List.of(sale.status(), withheld.status(), moved.status()))
                    .as("%s %s %s", sale.body(), withheld.body(), moved.body())
                    .isEqualTo(List.of(201, 200, 200));
        } finally {
            sql().sql("drop trigger lose_once on inventory.ticket").update();
            sql().sql("drop function public.lose_once").update();
            sql().sql("drop sequence public.deadlock").update();
        }
        promisesAreKept(concert);
    }

    private void loseNext() {
        assertThat(sql().sql("select last_value from public.deadlock")
                        .query(Long.class)
                        .single())
                .as("it was tried again")
                .isGreaterThan(1);
        sql().sql("alter sequence public.deadlock restart").update();
    }
}
