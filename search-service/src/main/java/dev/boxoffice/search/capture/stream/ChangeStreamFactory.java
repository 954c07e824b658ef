package dev.boxoffice.search.capture.stream;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.search.indexing.OutageRetry;
import java.util.Properties;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Starts change streams that index what they read.
@Component
public class ChangeStreamFactory {

    private static final String NAME = "boxoffice";

    private final ChangeIndexService indexer;
    private final TracePropagation traces;
    private final ReaderProgress progress;
    private final ReplicationConnectionFactory database;
    private final CaptureProperties limits;

    ChangeStreamFactory(
            ChangeIndexService indexer,
            TracePropagation traces,
            ReaderProgress progress,
            ReplicationConnectionFactory database,
            CaptureProperties limits) {
        this.indexer = indexer;
        this.traces = traces;
        this.progress = progress;
        this.database = database;
        this.limits = limits;
    }

    /// @param retry waits out outages, and is stopped before the stream is closed
    public ChangeStream start(OutageRetry retry) {
        return ChangeStream.start(
                settings(), new ChangeBatchListener(indexer, traces, progress, new FlushPace(limits), retry));
    }

    private Properties settings() {
        var settings = new Properties();
        settings.setProperty("name", NAME);
        settings.setProperty("topic.prefix", NAME);
        // Or an engine would wait a minute for the metrics' names of one that still runs in the same process.
        settings.setProperty("custom.metric.tags", "engine=" + UUID.randomUUID());
        settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        connection(settings);
        content(settings);
        offsets(settings);
        return settings;
    }

    private void connection(Properties settings) {
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
        settings.setProperty("publication.name", CaptureProperties.PUBLICATION);
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("errors.max.retries", "0");
    }

    private void content(Properties settings) {
        // The first full reading is ours: whole events by set-based SQL, not row by row.
        settings.setProperty("snapshot.mode", "configuration_based");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.schema", "false");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.data", "false");
        settings.setProperty("snapshot.mode.configuration.based.start.stream", "true");
        // Keys are all we need; the documents are read from the tables.
        settings.setProperty(
                "column.include.list",
                "catalog\\.(venue|performer|event)\\.id,catalog\\.(event_performer|price_tier)\\.(event_id|performer_id|position),"
                        + "inventory\\.event_count\\.event_id");
        settings.setProperty("tombstones.on.delete", "false");
        // Never passed over in silence: the reader parks it and reads the tables anew.
        settings.setProperty("event.processing.failure.handling.mode", "fail");
        settings.setProperty(
                "heartbeat.interval.ms", Long.toString(limits.heartbeat().toMillis()));
        settings.setProperty("heartbeat.action.query", ReaderMark.STATEMENT);
        settings.setProperty("poll.interval.ms", "50");
        settings.setProperty("max.batch.size", Integer.toString(limits.batch()));
        settings.setProperty("max.queue.size", Integer.toString(limits.batch() * 4));
        settings.setProperty("record.processing.threads", "1");
        settings.setProperty("record.processing.order", "ORDERED");
    }

    private void offsets(Properties settings) {
        settings.setProperty("offset.storage", "io.debezium.storage.jdbc.offset.JdbcOffsetBackingStore");
        settings.setProperty("offset.storage.jdbc.connection.url", database.urlInSchema("search"));
        settings.setProperty("offset.storage.jdbc.connection.user", database.user());
        settings.setProperty("offset.storage.jdbc.connection.password", database.password());
        settings.setProperty("offset.storage.jdbc.table.name", "cdc_offset");
        settings.setProperty("offset.flush.interval.ms", "1000");
        settings.setProperty("offset.flush.timeout.ms", "10000");
    }
}
