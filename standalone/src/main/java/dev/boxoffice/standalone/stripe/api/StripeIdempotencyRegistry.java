package dev.boxoffice.standalone.stripe.api;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.ledger.StripeRememberedAnswer;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Same key, same parameters: the same answer. Only what was carried out is remembered, so a refused form may be
/// mended.
public final class StripeIdempotencyRegistry {
    private final SimulatorLedger ledger;
    private final Set<String> running = new HashSet<>();

    public StripeIdempotencyRegistry(SimulatorLedger ledger) {
        this.ledger = ledger;
    }

    /// The answer to give again, or null when the request is now ours to carry out.
    public synchronized @Nullable StripeRememberedAnswer begin(String key, String fingerprint) {
        var remembered = ledger.answers.find(key);
        if (remembered != null) {
            if (!remembered.fingerprint().equals(fingerprint)) {
                throw StripeRefusalException.keyReused(key);
            }
            return remembered;
        }
        if (!running.add(key)) {
            throw StripeRefusalException.keyInUse(key);
        }
        return null;
    }

    public synchronized void remember(StripeRememberedAnswer answer) {
        ledger.save(answer);
        running.remove(answer.key());
    }

    public synchronized void forget(String key) {
        running.remove(key);
    }
}
