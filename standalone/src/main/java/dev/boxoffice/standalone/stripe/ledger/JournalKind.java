package dev.boxoffice.standalone.stripe.ledger;

import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentMethod;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the journal holds, in the order in which it is given back: an event before the note that it was
/// taken.
enum JournalKind {
    METHOD("PaymentMethod", SimulatedPaymentMethod.class),
    CUSTOMER("Customer", SimulatedCustomer.class),
    INTENT("PaymentIntent", SimulatedPaymentIntent.class),
    CHARGE("Charge", SimulatedCharge.class),
    REFUND("Refund", SimulatedRefund.class),
    DISPUTE("Dispute", SimulatedDispute.class),
    EVENT("StripeEvent", SimulatedEvent.class),
    ANSWER("RememberedAnswer", StripeRememberedAnswer.class),
    DELIVERED("Delivered", SimulatorLedger.Delivered.class),
    /// Only inside an answer.
    ERROR("ErrorObject", StripeRefusalException.ErrorObject.class);

    private static final Map<String, JournalKind> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.inFile, kind -> kind));
    private static final Map<Class<?>, JournalKind> BY_TYPE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.type, kind -> kind));

    private final String inFile;
    private final Class<?> type;

    /// A journal outlives the names of classes, so each kind has a name of its own in the file.
    JournalKind(String inFile, Class<?> type) {
        this.inFile = inFile;
        this.type = type;
    }

    static JournalKind of(Object row) {
        var kind = BY_TYPE.get(row.getClass());
        if (kind == null) {
            throw new IllegalArgumentException("Not journaled: " + row.getClass());
        }
        return kind;
    }

    static JournalKind named(@Nullable String inFile) {
        var kind = inFile == null ? null : BY_NAME.get(inFile);
        if (kind == null) {
            throw new IllegalArgumentException("Not of a journal: " + inFile);
        }
        return kind;
    }

    String inFile() {
        return inFile;
    }

    Class<?> type() {
        return type;
    }

    /// Names an object among those of its kind.
    static String idOf(Object row) {
        return switch (row) {
            case SimulatedPaymentIntent intent -> intent.id();
            case SimulatedCharge charge -> charge.id();
            case SimulatedRefund refund -> refund.id();
            case SimulatedDispute dispute -> dispute.id();
            case SimulatedCustomer customer -> customer.id();
            case SimulatedPaymentMethod method -> method.id();
            case SimulatedEvent event -> event.id();
            case StripeRememberedAnswer answer -> answer.key();
            case SimulatorLedger.Delivered delivered -> delivered.event();
            default -> throw new IllegalArgumentException("Has no id: " + row.getClass());
        };
    }
}
