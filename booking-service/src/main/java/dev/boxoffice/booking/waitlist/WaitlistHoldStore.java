package dev.boxoffice.booking.waitlist;

import dev.boxoffice.booking.hold.Hold;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The holds of offers, in Redis.
@Component
class WaitlistHoldStore {

    private final OpenOfferScript script;

    WaitlistHoldStore(OpenOfferScript script) {
        this.script = script;
    }

    /// Once the transaction that offers it is committed.
    void open(Hold hold) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                script.run(hold);
            }
        });
    }
}
