package dev.boxoffice.standalone.stripe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything the simulator knows. What one request changes happens as a whole, one request at a time.
final class Ledger {
    /// Of each kind, but for what a payment has several of. Read back from the journal a payment takes about 6 kB with
    /// all that belongs to it; the oldest are forgotten.
    private static final int KEEP = 20_000;

    private static final int EVENTS_A_PAYMENT = 3;

    final Table<PaymentIntent> intents = new Table<>("payment_intent", "intent", KEEP, PaymentIntent::id);
    final Table<Charge> charges = new Table<>("charge", "charge", KEEP, Charge::id);
    final Table<Refund> refunds = new Table<>("refund", "refund", KEEP, Refund::id);
    final Table<Customer> customers = new Table<>("customer", "customer", KEEP, Customer::id);
    final Table<PaymentMethod> methods = new Table<>("PaymentMethod", "payment_method", KEEP, PaymentMethod::id);
    final Table<StripeEvent> events = new Table<>("event", "id", keepOf("StripeEvent"), StripeEvent::id);
    final Table<RememberedAnswer> answers = new Table<>("answer", "key", KEEP, RememberedAnswer::key);

    private final Journal journal;
    private final Consumer<StripeEvent> listener;
    private final Set<String> undelivered = new HashSet<>();

    Ledger(Journal journal, Consumer<StripeEvent> listener) {
        this.journal = journal;
        this.listener = listener;
        journal.replay(this::restore);
    }

    /// How many of them are kept.
    static int keepOf(String kind) {
        return kind.equals("StripeEvent") || kind.equals("Delivered") ? EVENTS_A_PAYMENT * KEEP : KEEP;
    }

    synchronized <T> T atomically(Supplier<T> change) {
        return change.get();
    }

    /// Keeps an object, new or changed.
    void save(Object row) {
        put(row);
        journal.append(row);
    }

    /// Keeps an event and lets its listener know.
    void happened(String type, Object object, Call call) {
        var event = new StripeEvent(
                StripeIds.next("evt"), call.now(), type, object, call.requestId(), call.idempotencyKey());
        save(event);
        listener.accept(event);
    }

    private void put(Object row) {
        switch (row) {
            case PaymentIntent intent -> intents.put(intent);
            case Charge charge -> charges.put(charge);
            case Refund refund -> refunds.put(refund);
            case Customer customer -> customers.put(customer);
            case PaymentMethod method -> methods.put(method);
            case StripeEvent event -> events.put(event);
            case RememberedAnswer answer -> answers.put(answer);
            default -> throw new IllegalArgumentException("Not kept here: " + row.getClass());
        }
    }

    private void restore(Object row) {
        switch (row) {
            case Delivered delivered -> undelivered.remove(delivered.event());
            case StripeEvent event -> {
                put(event);
                undelivered.add(event.id());
            }
            default -> put(row);
        }
    }

    void delivered(String event) {
        journal.append(new Delivered(event));
    }

    /// Events that a former run had not got through to their endpoint, oldest first.
    List<StripeEvent> leftOver() {
        var left = new ArrayList<StripeEvent>();
        for (var event : events.all()) {
            if (undelivered.contains(event.id())) {
                left.add(event);
            }
        }
        undelivered.clear();
        return left;
    }

    /// By any id, whatever it belongs to.
    @Nullable
    Object find(String id) {
        return switch (id.substring(0, Math.max(0, id.indexOf('_')))) {
            case "pi" -> intents.find(id);
            case "ch" -> charges.find(id);
            case "re" -> refunds.find(id);
            case "cus" -> customers.find(id);
            case "pm" -> methods.find(id);
            default -> null;
        };
    }

    /// The journal's note that an endpoint took an event.
    record Delivered(String event) {}
}
