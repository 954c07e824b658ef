package dev.boxoffice.booking.commit;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;

/// Repeats a statement that Postgres rolled back in favour of another (a deadlock, which the lock order should rule
/// out, or a failed serialization). Such a statement has changed nothing.
public final class DeadlockRetry {

    private static final int MAX_TRIES = 4;

    private DeadlockRetry() {}

    public static <T> T run(Supplier<T> statement) {
        for (var tried = 1; ; tried++) {
            try {
                return statement.get();
            } catch (PessimisticLockingFailureException lost) {
                if (tried == MAX_TRIES) {
                    throw lost;
                }
            }
        }
    }
}
