package dev.boxoffice.booking.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.invariant.RecentInvariants;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.money.StripeCurrency;
import dev.boxoffice.standalone.stripe.StripeSimulator;
import dev.boxoffice.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The promises of a sale, looked up in the stores after whatever has happened: one owner a seat, money
/// captured is tickets booked, nothing held past its deadline. The SQL is contracts/postgres/invariants.sql; the
/// check of every minute has to agree.
public final class BookingInvariants {

    private final JdbcClient jdbc;
    private final StripeSimulator stripe;

    public BookingInvariants(TestPostgres postgres, StripeSimulator stripe) {
        this.jdbc = JdbcClient.create(postgres.superuser());
        this.stripe = stripe;
    }

    public void verify(UUID event) {
        assertThat(jdbc.sql(sql()).query().listOfRows().stream()
                        .filter(row -> event.equals(row.get("event_id")))
                        .toList())
                .as("broken promises in Postgres")
                .isEmpty();
        assertThat(new RecentInvariants(jdbc).breachesOf(event))
                .as("alarms of the check of every minute")
                .isEmpty();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> verifyLedger(event));
    }

    /// What Stripe has just done is in the ledger once a worker or a webhook has told.
    private void verifyLedger(UUID event) {
        for (var payment : jdbc.sql("""
                        select payment_intent_id, currency, sum(amount) filter (where kind not in ('KEPT', 'ELSEWHERE'))::bigint balance
                          from booking.ledger_entry where event_id = ? and payment_intent_id not like 'cash\\_%' group by payment_intent_id, currency
                        """).param(event).query().listOfRows()) {
            var balance = new Money((Long) payment.get("balance"), (String) payment.get("currency"));
            assertThat(StripeCurrency.amountOf(balance))
                    .as("ledger and Stripe of %s", payment)
                    .isEqualTo(stripe.balance((String) payment.get("payment_intent_id")));
        }
    }

    public static String sql() {
        try {
            return Files.readString(Path.of("../contracts/postgres/invariants.sql"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
