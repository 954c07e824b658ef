package dev.boxoffice.booking.journey.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each movement of money has its line, and Stripe knows of it.
class LedgerTest extends MoneyBackJourney {

    @Test
    void the_ledger_has_a_line_for_each_movement_and_cannot_be_changed() {
        var concert = hall();
        var alice = buyer("alice");
        var paid = bought(alice, concert, 0, 2);
        alice.post(path(paid) + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(0))));
        awaited(alice, paid, "/refunds/0/status", "SUCCEEDED");
        var ledger = BookingTestClient.of(base(), "olivia", "organizer").get("/events/" + concert.id() + "/ledger");
        assertThat(ledger.status()).isEqualTo(200);
        assertThat(ledger.body().at("/entries").size()).isEqualTo(2);
        assertThat(ledger.body().at("/totals/0/captured/amount").asLong()).isEqualTo(9000);
        assertThat(ledger.body().at("/totals/0/refunded/amount").asLong()).isEqualTo(4500);
        assertThat(ledger.body().at("/totals/0/balance/amount").asLong()).isEqualTo(4500);
        refused(alice.get("/events/" + concert.id() + "/ledger"), 403, "forbidden");
        assertThat(differences(concert)).isZero();
        sql().sql("""
                        insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
                        select event_id, id, 'REFUND', payment_intent_id, 're_that_never_was', -1, 'EUR', now()
                          from booking.booking where event_id = ? limit 1
                        """).param(concert.id()).update();
        assertThat(differences(concert)).as("a cent that Stripe does not know").isOne();
        for (var change : List.of("update booking.ledger_entry set amount = 1", "delete from booking.ledger_entry")) {
            assertThat(catchThrowable(() -> sql().sql(change).update())).hasMessageContaining("append-only");
        }
    }

    /// B13: as `./boxoffice verify` asks.
    private long differences(BookingTestEvent concert) {
        var operator = BookingTestClient.of(base(), "oscar", "operator");
        var found = 0L;
        var checked = 0L;
        for (var after = ""; after != null; ) {
            var page = operator.get("/operator/ledger-comparison" + after);
            assertThat(page.status()).isEqualTo(200);
            checked += page.body().path("checked").asLong(); // of the last page there may be nothing left
            for (var difference : page.body().path("differences")) {
                found += difference
                                .path("eventId")
                                .asString("")
                                .equals(concert.id().toString())
                        ? 1
                        : 0;
            }
            var next = page.body().path("next").asString("");
            after = next.isEmpty() ? null : "?after=" + next;
        }
        assertThat(checked).isPositive();
        return found;
    }
}
