package dev.boxoffice.standalone.stripe.ledger;

import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentMethod;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.StripeIdGenerator;
import dev.boxoffice.standalone.stripe.model.StripeTestCard;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything the simulator knows. What one request changes happens as a whole, one request at a time.
public final class SimulatorLedger {
    public final LedgerTable<SimulatedPaymentIntent> intents;
    public final LedgerTable<SimulatedCharge> charges;
    public final LedgerTable<SimulatedRefund> refunds;
    public final LedgerTable<SimulatedDispute> disputes;
    public final LedgerTable<SimulatedCustomer> customers;
    public final LedgerTable<SimulatedPaymentMethod> methods;
    public final LedgerTable<SimulatedEvent> events;
    public final LedgerTable<StripeRememberedAnswer> answers;

    private final SimulatorJournal journal;
    private final LedgerLimits limits;
    private final Consumer<SimulatedEvent> listener;
    private final Set<String> undelivered = new LinkedHashSet<>();
    private final LedgerTable<Delivered> delivered;

    public SimulatorLedger(SimulatorJournal journal, Consumer<SimulatedEvent> listener) {
        this(journal, LedgerLimits.DEFAULT, listener);
    }

    SimulatorLedger(SimulatorJournal journal, LedgerLimits limits, Consumer<SimulatedEvent> listener) {
        this.journal = journal;
        this.limits = journal.hasFile() ? limits : limits.withoutJournal();
        this.listener = listener;
        this.intents = table("payment_intent", "intent", JournalKind.INTENT, SimulatedPaymentIntent.class);
        this.charges = table("charge", "charge", JournalKind.CHARGE, SimulatedCharge.class);
        this.refunds = table("refund", "refund", JournalKind.REFUND, SimulatedRefund.class);
        this.disputes = table("dispute", "dispute", JournalKind.DISPUTE, SimulatedDispute.class);
        this.customers = table("customer", "customer", JournalKind.CUSTOMER, SimulatedCustomer.class);
        this.methods = table("PaymentMethod", "payment_method", JournalKind.METHOD, SimulatedPaymentMethod.class);
        this.events = table("event", "id", JournalKind.EVENT, SimulatedEvent.class);
        this.answers = table("answer", "key", JournalKind.ANSWER, StripeRememberedAnswer.class);
        this.delivered = table("delivery", "event", JournalKind.DELIVERED, Delivered.class);
        journal.replay(this.limits, this::restore);
    }

    private <T> LedgerTable<T> table(String name, String parameter, JournalKind kind, Class<T> type) {
        var words = new LedgerTable.Words(name, parameter);
        return new LedgerTable<>(
                words, type, limits.inMemoryOf(kind), limits.keptOf(kind), position -> journal.read(kind, position));
    }

    /// What a change tells the journal is written at its end, in one piece.
    public synchronized <T> T atomically(Supplier<T> change) {
        journal.gather();
        try {
            return change.get();
        } finally {
            journal.write();
        }
    }

    /// Keeps an object, new or changed.
    public void save(Object row) {
        put(row, journal.append(row));
    }

    /// Keeps an event and lets its listener know.
    public void recordEvent(String type, Object object, StripeCall call) {
        var event = new SimulatedEvent(
                StripeIdGenerator.next("evt"), call.now(), type, object, call.requestId(), call.idempotencyKey());
        save(event);
        listener.accept(event);
    }

    private void put(Object row, long position) {
        switch (row) {
            case SimulatedPaymentIntent intent -> intents.put(intent, position);
            case SimulatedCharge charge -> charges.put(charge, position);
            case SimulatedRefund refund -> refunds.put(refund, position);
            case SimulatedDispute dispute -> disputes.put(dispute, position);
            case SimulatedCustomer customer -> customers.put(customer, position);
            case SimulatedPaymentMethod method -> methods.put(method, position);
            case SimulatedEvent event -> events.put(event, position);
            case StripeRememberedAnswer answer -> answers.put(answer, position);
            case Delivered taken -> delivered.put(taken, position);
            default -> throw new IllegalArgumentException("Not kept here: " + row.getClass());
        }
    }

    private void restore(Object row, long position) {
        put(row, position);
        switch (row) {
            case SimulatedEvent event -> undelivered.add(event.id());
            case Delivered taken -> undelivered.remove(taken.event());
            default -> {}
        }
    }

    public void delivered(String event) {
        save(new Delivered(event));
    }

    /// A page of events that the endpoint has not taken.
    public LedgerTable.Page<SimulatedEvent> undeliveredPage(StripeParameters params, Predicate<SimulatedEvent> filter) {
        return events.pageWithout(delivered, params, filter);
    }

    /// Events that a former run had not got through to their endpoint, oldest first; each is read as it is
    /// come to.
    public Stream<SimulatedEvent> undelivered() {
        var left = List.copyOf(undelivered);
        undelivered.clear();
        return left.stream().map(events::find).filter(Objects::nonNull);
    }

    /// The test card that a payment method stands for.
    public StripeTestCard card(@Nullable String paymentMethod) {
        var method = paymentMethod == null ? null : methods.find(paymentMethod);
        return method == null ? StripeTestCard.VISA : method.card();
    }

    /// By any id, whatever it belongs to.
    @Nullable
    public Object find(String id) {
        return switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
            case "pi" -> intents.find(id);
            case "ch" -> charges.find(id);
            case "re" -> refunds.find(id);
            case "du" -> disputes.find(id);
            case "cus" -> customers.find(id);
            case "pm" -> methods.find(id);
            default -> null;
        };
    }

    /// The journal's note that an endpoint took an event.
    public record Delivered(String event) {}
}
