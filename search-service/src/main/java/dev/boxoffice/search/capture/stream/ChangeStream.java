package dev.boxoffice.search.capture.stream;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded Debezium engine on our slot. When it ends, for whatever reason, a new one is started from the stored
/// position: its own retries would go on from a position in memory that the index may not have reached.
public final class ChangeStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangeStream.class);
    /// How Debezium's dispatcher begins when it gives up on one change.
    private static final String CANNOT_DECODE = "Error while processing event at offset";

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;
    private volatile @Nullable String failure;
    private volatile @Nullable String undecodable;

    private ChangeStream(Properties settings, ChangeBatchListener listener) {
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using((success, message, error) -> ended(success, message, error))
                .notifying(listener)
                .build();
        this.thread = Thread.ofPlatform().name("search-changes").daemon().unstarted(engine);
    }

    private void ended(boolean success, @Nullable String message, @Nullable Throwable error) {
        if (success) {
            return;
        }
        failure = message + " " + error;
        for (var cause = error; cause != null; cause = cause.getCause()) {
            var said = String.valueOf(cause.getMessage());
            if (said.startsWith(CANNOT_DECODE)) {
                undecodable = said + " (" + cause.getCause() + ")";
            }
        }
    }

    static ChangeStream start(Properties settings, ChangeBatchListener listener) {
        var stream = new ChangeStream(settings, listener);
        stream.thread.start();
        return stream;
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /// The change that Debezium could not decode, if that is why it ended.
    @Nullable
    public String undecodable() {
        return undecodable;
    }

    /// Why it ended on its own.
    @Nullable
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IOException | IllegalStateException alreadyOver) {
            log.debug("The engine had ended: {}", alreadyOver.toString());
        }
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
