package dev.boxoffice.event.cache;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What is to be done once the running transaction has committed, and only then: nobody may be told of a change
/// that is rolled back.
public final class AfterCommit {

    private AfterCommit() {}

    public static void run(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
