package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.CaptureProperties;
import dev.boxoffice.search.capture.stream.ReplicationConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;

/// The right to be the one active reader: an advisory lock that lasts exactly as long as its connection, so that the
/// death of a reader frees it at once.
@Repository
class ReaderLockRepository implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReaderLockRepository.class);
    private static final int ANSWER_SECONDS = 2;
    /// First half of the lock's key, in its own number space: "boxs".
    private static final int SPACE = 0x626f7873;

    private final ReplicationConnectionFactory database;
    private final String slot;
    private @Nullable Connection connection;
    private volatile boolean owned;

    ReaderLockRepository(ReplicationConnectionFactory database, CaptureProperties properties) {
        this.database = database;
        this.slot = properties.slot();
    }

    boolean tryAcquire() {
        try {
            var open = connection;
            if (open == null || !open.isValid(ANSWER_SECONDS)) {
                close();
                open = database.open("search-service reader lock");
                connection = open;
            }
            try (var lock = open.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
                lock.setInt(1, SPACE);
                lock.setString(2, slot);
                try (var answer = lock.executeQuery()) {
                    owned = answer.next() && answer.getBoolean(1);
                    return owned;
                }
            }
        } catch (SQLException unreachable) {
            log.debug("No database to ask for the reader's lock: {}", unreachable.toString());
            close();
            return false;
        }
    }

    /// Whether this instance got the lock and has not let go of it; says nothing of whether its connection still
    /// lives.
    boolean isOwned() {
        return owned;
    }

    /// Whether the connection, and with it the lock, still lives.
    boolean isHeld() {
        var open = connection;
        try {
            return owned && open != null && open.isValid(ANSWER_SECONDS);
        } catch (SQLException broken) {
            return false;
        }
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        owned = false;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException broken) {
                log.debug("The lock's connection was already gone: {}", broken.toString());
            }
        }
    }
}
