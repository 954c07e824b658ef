package dev.boxoffice.search.capture;

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
final class ChangeStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangeStream.class);
    private static final String NAME = "boxoffice";
    /// How Debezium's dispatcher begins when it gives up on one change.
    private static final String CANNOT_DECODE = "Error while processing event at offset";

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;
    private volatile @Nullable String failure;
    private volatile @Nullable String undecodable;

    private ChangeStream(Properties settings, ChangeBatchListener handler) {
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using((success, message, error) -> ended(success, message, error))
                .notifying(handler)
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

    static ChangeStream start(CaptureProperties limits, ReplicationConnectionFactory database, ChangeBatchListener handler) {
        var stream = new ChangeStream(settings(limits, database), handler);
        stream.thread.start();
        return stream;
    }

    private static Properties settings(CaptureProperties limits, ReplicationConnectionFactory database) {
        var settings = new Properties();
        settings.setProperty("name", NAME);
        settings.setProperty("topic.prefix", NAME);
        settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        connection(settings, limits, database);
        content(settings, limits);
        offsets(settings, database);
        return settings;
    }

    private static void connection(Properties settings, CaptureProperties limits, ReplicationConnectionFactory database) {
        settings.setProperty("database.hostname", database.host());
        settings.setProperty("database.port", database.port());
        settings.setProperty("database.dbname", database.database());
        settings.setProperty("database.user", database.user());
        settings.setProperty("database.password", database.password());
        settings.setProperty("database.sslmode", database.sslMode());
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", limits.slot());
        settings.setProperty("slot.max.retries", "3");
        settings.setProperty("slot.retry.delay.ms", "1000");
        settings.setProperty("slot.drop.on.stop", "false");
        settings.setProperty("publication.name", limits.publication());
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("errors.max.retries", "0");
    }

    private static void content(Properties settings, CaptureProperties limits) {
        // The first full reading is ours: whole events by set-based SQL, not row by row.
        settings.setProperty("snapshot.mode", "configuration_based");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.schema", "false");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.data", "false");
        settings.setProperty("snapshot.mode.configuration.based.start.stream", "true");
        // Keys are all we need; the documents are read from the tables.
        settings.setProperty(
                "column.include.list",
                "catalog\\.(venue|performer|event)\\.id,catalog\\.(event_performer|price_tier)\\.(event_id|performer_id|position),"
                        + "inventory\\.ticket\\.(event_id|ordinal)");
        settings.setProperty("tombstones.on.delete", "false");
        // Never passed over in silence: the reader parks it and reads the tables anew.
        settings.setProperty("event.processing.failure.handling.mode", "fail");
        settings.setProperty(
                "heartbeat.interval.ms", Long.toString(limits.heartbeat().toMillis()));
        settings.setProperty(
                "heartbeat.action.query",
                ChangeBatch.ReaderMark.STATEMENT.replaceAll("\\s+", " ").strip());
        settings.setProperty("poll.interval.ms", "50");
        settings.setProperty("max.batch.size", Integer.toString(limits.batch()));
        settings.setProperty("max.queue.size", Integer.toString(limits.batch() * 4));
        settings.setProperty("record.processing.threads", "1");
        settings.setProperty("record.processing.order", "ORDERED");
    }

    private static void offsets(Properties settings, ReplicationConnectionFactory database) {
        settings.setProperty("offset.storage", "io.debezium.storage.jdbc.offset.JdbcOffsetBackingStore");
        settings.setProperty("offset.storage.jdbc.connection.url", database.urlInSchema("search"));
        settings.setProperty("offset.storage.jdbc.connection.user", database.user());
        settings.setProperty("offset.storage.jdbc.connection.password", database.password());
        settings.setProperty("offset.storage.jdbc.table.name", "cdc_offset");
        settings.setProperty("offset.flush.interval.ms", "1000");
        settings.setProperty("offset.flush.timeout.ms", "10000");
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /// The change that Debezium could not decode, if that is why it ended.
    @Nullable
    String undecodable() {
        return undecodable;
    }

    /// Why it ended on its own.
    @Nullable
    String failure() {
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
