package dev.boxoffice.standalone.stripe;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Same key, same parameters: the same answer. Only what was carried out is remembered, so a refused form may be
/// mended.
final class Idempotency {
    private final Ledger ledger;
    private final Set<String> running = new HashSet<>();

    Idempotency(Ledger ledger) {
        this.ledger = ledger;
    }

    /// The answer to give again, or null when the request is now ours to carry out.
    synchronized @Nullable RememberedAnswer begin(String key, String fingerprint) {
        var remembered = ledger.answers.find(key);
        if (remembered != null) {
            if (!remembered.fingerprint().equals(fingerprint)) {
                throw StripeRefusal.keyReused(key);
            }
            return remembered;
        }
        if (!running.add(key)) {
            throw StripeRefusal.keyInUse(key);
        }
        return null;
    }

    synchronized void remember(RememberedAnswer answer) {
        ledger.save(answer);
        running.remove(answer.key());
    }

    synchronized void forget(String key) {
        running.remove(key);
    }
}
