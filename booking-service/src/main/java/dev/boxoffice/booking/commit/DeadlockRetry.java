package dev.boxoffice.booking.commit;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Repeats a statement that Postgres rolled back in favour of another (a deadlock, which the lock order should rule
/// out, or a failed serialization). Such a statement has changed nothing.
public final class DeadlockRetry {

    private static final int MAX_TRIES = 4;

    private DeadlockRetry() {}

    /// Once only within a transaction: that can do nothing more, and whoever began it must begin again.
    public static <T> T run(Supplier<T> statement) {
        return run(statement, TransactionSynchronizationManager.isActualTransactionActive() ? 1 : MAX_TRIES);
    }

    /// For what may find itself in a transaction, as every operation does that is `@Idempotent`: each try has a
    /// savepoint there to go back to.
    public static <T> T run(PlatformTransactionManager transactions, Supplier<T> statement) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return run(statement);
        }
        var nested = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        return run(() -> nested.execute(_ -> statement.get()), MAX_TRIES);
    }

    private static <T> T run(Supplier<T> statement, int tries) {
        for (var tried = 1; ; tried++) {
            try {
                return statement.get();
            } catch (PessimisticLockingFailureException lost) {
                if (tried == tries) {
                    throw lost;
                }
            }
        }
    }
}
