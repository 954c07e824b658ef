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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything the simulator knows. What one request changes happens as a whole, one request at a time.
public final class SimulatorLedger {
    /// Of each kind, but for what a payment has several of. Read back from the journal a payment takes about 6 kB with
    /// all that belongs to it; the oldest are forgotten.
    private static final int KEEP = 20_000;

    private static final int EVENTS_A_PAYMENT = 3;

    public final LedgerTable<SimulatedPaymentIntent> intents =
            new LedgerTable<>("payment_intent", "intent", KEEP, SimulatedPaymentIntent::id);
    public final LedgerTable<SimulatedCharge> charges =
            new LedgerTable<>("charge", "charge", KEEP, SimulatedCharge::id);
    public final LedgerTable<SimulatedRefund> refunds =
            new LedgerTable<>("refund", "refund", KEEP, SimulatedRefund::id);
    public final LedgerTable<SimulatedDispute> disputes =
            new LedgerTable<>("dispute", "dispute", KEEP, SimulatedDispute::id);
    public final LedgerTable<SimulatedCustomer> customers =
            new LedgerTable<>("customer", "customer", KEEP, SimulatedCustomer::id);
    public final LedgerTable<SimulatedPaymentMethod> methods =
            new LedgerTable<>("PaymentMethod", "payment_method", KEEP, SimulatedPaymentMethod::id);
    public final LedgerTable<SimulatedEvent> events =
            new LedgerTable<>("event", "id", keepOf("StripeEvent"), SimulatedEvent::id);
    public final LedgerTable<StripeRememberedAnswer> answers =
            new LedgerTable<>("answer", "key", KEEP, StripeRememberedAnswer::key);

    private final SimulatorJournal journal;
    private final Consumer<SimulatedEvent> listener;
    private final Set<String> undelivered = new HashSet<>();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();

    public SimulatorLedger(SimulatorJournal journal, Consumer<SimulatedEvent> listener) {
        this.journal = journal;
        this.listener = listener;
        journal.replay(this::restore);
    }

    /// How many of them are kept.
    public static int keepOf(String kind) {
        return kind.equals("StripeEvent") || kind.equals("Delivered") ? EVENTS_A_PAYMENT * KEEP : KEEP;
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
        put(row);
        journal.append(row);
    }

    /// Keeps an event and lets its listener know.
    public void recordEvent(String type, Object object, StripeCall call) {
        var event = new SimulatedEvent(
                StripeIdGenerator.next("evt"), call.now(), type, object, call.requestId(), call.idempotencyKey());
        save(event);
        listener.accept(event);
    }

    private void put(Object row) {
        switch (row) {
            case SimulatedPaymentIntent intent -> intents.put(intent);
            case SimulatedCharge charge -> charges.put(charge);
            case SimulatedRefund refund -> refunds.put(refund);
            case SimulatedDispute dispute -> disputes.put(dispute);
            case SimulatedCustomer customer -> customers.put(customer);
            case SimulatedPaymentMethod method -> methods.put(method);
            case SimulatedEvent event -> events.put(event);
            case StripeRememberedAnswer answer -> answers.put(answer);
            default -> throw new IllegalArgumentException("Not kept here: " + row.getClass());
        }
    }

    private void restore(Object row) {
        switch (row) {
            case Delivered taken -> {
                undelivered.remove(taken.event());
                delivered.add(taken.event());
            }
            case SimulatedEvent event -> {
                put(event);
                undelivered.add(event.id());
            }
            default -> put(row);
        }
    }

    public void delivered(String event) {
        journal.append(new Delivered(event));
        delivered.add(event);
    }

    /// Whether the endpoint has taken an event.
    public boolean isDelivered(String event) {
        return delivered.contains(event);
    }

    /// Events that a former run had not got through to their endpoint, oldest first.
    public List<SimulatedEvent> undelivered() {
        var left = new ArrayList<SimulatedEvent>();
        for (var event : events.all()) {
            if (undelivered.contains(event.id())) {
                left.add(event);
            }
        }
        undelivered.clear();
        return left;
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
