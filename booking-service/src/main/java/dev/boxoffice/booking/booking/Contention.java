package dev.boxoffice.booking.booking;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;

/// Repeats a statement that Postgres gave up for another's sake (a deadlock, which the lock order should rule
/// out, or a failed serialization). Such a statement has changed nothing.
final class Contention {

    private static final int MAX_TRIES = 4;

    private Contention() {}

    static <T> T retried(Supplier<T> statement) {
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
