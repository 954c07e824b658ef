package dev.boxoffice.standalone.stripe.payment;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the account has to pay refunds from, a currency each; without limit where none was set. "Refunds use your
/// available Stripe balance": <https://docs.stripe.com/refunds>.
final class SimulatedBalance {
    private final Map<String, Long> available = new ConcurrentHashMap<>();

    /// @param amount in Stripe's unit; null for no limit
    void set(String currency, @Nullable Long amount) {
        if (amount == null) {
            available.remove(currency);
        } else {
            available.put(currency, amount);
        }
    }

    /// @return false where there is not enough, and nothing was taken
    boolean take(String currency, long amount) {
        var left = available.get(currency);
        if (left == null) {
            return true;
        }
        if (left < amount) {
            return false;
        }
        available.put(currency, left - amount);
        return true;
    }
}
