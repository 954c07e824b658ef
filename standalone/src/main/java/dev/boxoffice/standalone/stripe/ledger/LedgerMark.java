package dev.boxoffice.standalone.stripe.ledger;

import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentMethod;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a list asks of an object before it is read from the journal, in one `long`: the second it was
/// created in, and a hash of its group, which is the payment it belongs to, or the type of an event. So
/// the refunds of one payment are listed without reading all.
final class LedgerMark {
    private static final int NO_GROUP = 0;

    private LedgerMark() {}

    /// Neither changes in an object's life.
    static long of(Object row) {
        return switch (row) {
            case SimulatedPaymentIntent intent -> of(intent.created(), NO_GROUP);
            case SimulatedCharge charge ->
                of(charge.created(), hash(charge.intent().id()));
            case SimulatedRefund refund -> of(refund.created(), hash(refund.intent()));
            case SimulatedDispute dispute -> of(dispute.created(), hash(dispute.intent()));
            case SimulatedCustomer customer -> of(customer.created(), NO_GROUP);
            case SimulatedPaymentMethod method -> of(method.created(), NO_GROUP);
            case SimulatedEvent event -> of(event.created(), hash(event.type()));
            default -> of(Instant.EPOCH, NO_GROUP);
        };
    }

    private static long of(Instant created, int group) {
        return created.getEpochSecond() << 32 | Integer.toUnsignedLong(group);
    }

    private static int hash(String group) {
        return (int) PositionIndex.hash(group) | 1;
    }

    /// False for an object that a list with these parameters cannot contain.
    static LongPredicate matching(StripeParameters params) {
        var groups = Stream.concat(
                        Stream.of("payment_intent", "type").map(params::text).filter(Objects::nonNull),
                        params.texts("types").stream())
                .mapToInt(LedgerMark::hash)
                .toArray();
        var anyTime = !params.has("created");
        return mark ->
                (anyTime || params.createdMatches(Instant.ofEpochSecond(mark >> 32))) && isAmong(groups, (int) mark);
    }

    private static boolean isAmong(int[] groups, int group) {
        return groups.length == 0 || group == NO_GROUP || IntStream.of(groups).anyMatch(wanted -> wanted == group);
    }
}
