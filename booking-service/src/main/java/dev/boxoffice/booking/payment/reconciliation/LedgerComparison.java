package dev.boxoffice.booking.payment.reconciliation;

import dev.boxoffice.platform.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Some payments, as the ledger and as Stripe have them.
///
/// @param next where to go on; absent at the end
record LedgerComparison(
        int checked, List<Difference> differences, @Nullable String next) {

    /// @param stripe absent where Stripe does not say
    record Difference(
            UUID eventId,
            UUID bookingId,
            String paymentIntentId,
            Money ledger,
            @Nullable Money stripe) {}
}
