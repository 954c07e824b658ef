package dev.boxoffice.standalone.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.payment.SimulatedPaymentService;
import dev.boxoffice.standalone.stripe.payment.SimulatedRefundService;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorLedgerTest {

    private static final LedgerLimits LIMITS = new LedgerLimits(5, 10, 60);
    private static final int MADE = 40;
    private static final StripeCall CALL = new StripeCall("req_1", null, Instant.EPOCH);

    @TempDir
    Path directory;

    private SimulatorJournal journal = SimulatorJournal.in(null);
    private SimulatorLedger ledger = new SimulatorLedger(journal, LIMITS, _ -> {});

    @BeforeEach
    void start() {
        journal = SimulatorJournal.in(directory.resolve("journal"));
        ledger = new SimulatorLedger(journal, LIMITS, _ -> {});
    }

    @AfterEach
    void stop() {
        journal.close();
    }

    private void restart() {
        stop();
        start();
    }

    @Test
    void an_old_payment_is_found_with_its_charge_and_method() {
        var paid = pay(MADE);
        assertThat(paid).allSatisfy(this::assertWhole);
    }

    @Test
    void an_old_payment_is_found_after_each_restart() {
        var paid = pay(MADE);
        restart();
        assertThat(paid).allSatisfy(this::assertWhole);
        paid.addAll(pay(3));
        restart();
        assertThat(paid).allSatisfy(this::assertWhole);
        assertThat(ledger.intents.all()).containsExactlyElementsOf(paid);
    }

    @Test
    void beyond_the_limit_the_oldest_payments_are_forgotten_for_good() {
        var paid = pay(LIMITS.kept() + 3);
        var left = paid.subList(3, paid.size());
        assertThat(ledger.intents.find(paid.get(2).id())).isNull();
        assertThat(ledger.intents.all()).containsExactlyElementsOf(left);
        restart();
        assertThat(ledger.intents.find(paid.get(2).id())).isNull();
        assertThat(ledger.intents.all()).containsExactlyElementsOf(left);
    }

    @Test
    void an_old_charge_is_refunded_once_and_listed_once_in_its_place() {
        var old = pay(MADE).get(7);
        var charges = ledger.charges.all().map(SimulatedCharge::id).toList();
        var refunds = new SimulatedRefundService(ledger);
        var refund = refunds.create(new StripeParameters(Map.of("payment_intent", old.id())), CALL);

        for (var run = 0; run < 2; run++) {
            assertThat(chargeOf(old).refundable()).isZero();
            assertThat(ledger.charges.all().map(SimulatedCharge::id)).containsExactlyElementsOf(charges);
            assertThat(ledger.refunds.get(refund.id())).isEqualTo(refund);
            assertThatExceptionOfType(StripeRefusalException.class)
                    .isThrownBy(() -> new SimulatedRefundService(ledger)
                            .create(new StripeParameters(Map.of("payment_intent", old.id())), CALL));
            restart();
        }
    }

    @Test
    void one_change_of_more_objects_than_fit_into_memory_reads_what_is_not_yet_written() {
        var paid = ledger.atomically(() -> {
            var made = pay(MADE);
            assertThat(made).allSatisfy(this::assertWhole);
            return made;
        });
        assertThat(paid).allSatisfy(this::assertWhole);
        restart();
        assertThat(paid).allSatisfy(this::assertWhole);
    }

    @Test
    void of_events_and_of_notes_that_they_were_taken_only_so_many_are_kept() throws IOException {
        pay(MADE);
        var events = ledger.events.all().map(SimulatedEvent::id).toList();
        assertThat(events).hasSize(LIMITS.keptOf(JournalKind.EVENT));
        ledger.delivered("evt_forgotten");
        events.forEach(ledger::delivered);
        assertThat(undelivered()).isEmpty();
        restart();
        assertThat(Files.readString(directory.resolve("journal"))).doesNotContain("evt_forgotten");
        assertThat(undelivered()).isEmpty();
        assertThat(ledger.undelivered()).isEmpty();
    }

    @Test
    void events_that_were_not_taken_are_told_after_a_restart_oldest_first() {
        pay(9);
        var events = ledger.events.all().toList();
        ledger.delivered(events.get(1).id());
        var left = new ArrayList<>(events);
        left.remove(1);
        assertThat(undelivered()).containsExactlyElementsOf(left.reversed());
        restart();
        assertThat(undelivered()).containsExactlyElementsOf(left.reversed());
        assertThat(ledger.undelivered()).containsExactlyElementsOf(left);
        assertThat(ledger.undelivered()).isEmpty();
    }

    @Test
    void old_events_are_listed_by_their_types() {
        pay(9);
        var params = new StripeParameters(Map.of("limit", "100", "types", Map.of("0", "charge.succeeded")));
        assertThat(ledger.events.page(params, _ -> true).rows())
                .hasSize(9)
                .allMatch(event -> event.type().equals("charge.succeeded"));
    }

    private List<SimulatedEvent> undelivered() {
        return ledger.undeliveredPage(new StripeParameters(Map.of("limit", "100")), _ -> true)
                .rows();
    }

    @Test
    void without_a_file_the_oldest_are_forgotten() {
        ledger = new SimulatorLedger(SimulatorJournal.in(null), LIMITS, _ -> {});
        var paid = pay(MADE);
        assertThat(ledger.intents.all()).containsExactlyElementsOf(paid.subList(MADE - LIMITS.remembered(), MADE));
        assertThat(ledger.intents.find(paid.getFirst().id())).isNull();
    }

    private List<SimulatedPaymentIntent> pay(int number) {
        var payments = new SimulatedPaymentService(ledger, new StripeFaultInjector());
        var paid = new ArrayList<SimulatedPaymentIntent>();
        for (var made = 0; made < number; made++) {
            paid.add(payments.create(
                    new StripeParameters(Map.of(
                            "amount", "4500",
                            "currency", "eur",
                            "confirm", "true",
                            "return_url", "http://localhost/",
                            "payment_method", "pm_card_visa")),
                    CALL));
        }
        return paid;
    }

    private void assertWhole(SimulatedPaymentIntent paid) {
        assertThat(ledger.intents.get(paid.id())).isEqualTo(paid);
        assertThat(ledger.find(paid.id())).isEqualTo(paid);
        var charge = chargeOf(paid);
        assertThat(charge.intent().id()).isEqualTo(paid.id());
        assertThat(ledger.methods.find(charge.paymentMethod())).isNotNull();
    }

    private SimulatedCharge chargeOf(SimulatedPaymentIntent paid) {
        return ledger.charges.get(Objects.requireNonNull(paid.state().charge()));
    }
}
