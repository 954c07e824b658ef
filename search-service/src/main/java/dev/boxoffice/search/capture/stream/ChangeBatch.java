package dev.boxoffice.search.capture.stream;

import dev.boxoffice.platform.tracing.TracePropagation;
import io.debezium.engine.RecordChangeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// What a batch of row changes touches: events directly, and the venues and performers that events show.
///
/// @param events with the transactions that changed them
/// @param transactions all in the batch
/// @param traces `traceparent` of the traced requests that made them, as far as [#MOST_TRACES]
/// @param firstCommit commit time of the oldest change in it
/// @param mark the time of the newest heartbeat in it: everything committed before then is in this batch or an earlier
/// one
/// @param position end of the batch in the WAL
record ChangeBatch(
        Map<UUID, Set<Long>> events,
        Set<UUID> venues,
        Set<UUID> performers,
        Set<Long> transactions,
        Set<String> traces,
        List<Unreadable> unreadable,
        @Nullable Instant firstCommit,
        @Nullable Instant mark,
        long position) {

    private static final int MOST_TRACES = 100;

    /// A change whose row cannot be told.
    record Unreadable(String table, String key, String reason, long lsn) {}

    boolean isEmpty() {
        return events.isEmpty() && venues.isEmpty() && performers.isEmpty() && unreadable.isEmpty();
    }

    static ChangeBatch of(List<RecordChangeEvent<SourceRecord>> batch) {
        var collector = new Collector();
        batch.forEach(change -> collector.add(change.record()));
        return collector.rows();
    }

    private static final class Collector {
        private final Map<UUID, Set<Long>> events = new LinkedHashMap<>();
        private final Set<UUID> venues = new LinkedHashSet<>();
        private final Set<UUID> performers = new LinkedHashSet<>();
        private final Set<Long> transactions = new HashSet<>();
        private final Set<String> traces = new LinkedHashSet<>();
        private final List<Unreadable> unreadable = new ArrayList<>();
        private @Nullable Instant firstCommit;
        private @Nullable Instant mark;
        private long position;

        void add(SourceRecord change) {
            if (!(change.value() instanceof Struct value) || value.schema().field("source") == null) {
                return; // Debezium's own heartbeat: only its offset matters
            }
            var source = value.getStruct("source");
            var lsn = source.getInt64("lsn");
            position = Math.max(position, lsn == null ? 0 : lsn);
            if (value.schema().field("message") != null) {
                addMessage(value.getStruct("message"));
            } else {
                addRow(change, source);
            }
        }

        private void addMessage(Struct message) {
            if (TracePropagation.WAL_PREFIX.equals(message.getString("prefix"))) {
                if (traces.size() < MOST_TRACES) {
                    traces.add(new String(message.getBytes("content"), StandardCharsets.US_ASCII));
                }
                return;
            }
            var written = ReaderMark.read(message.getString("prefix"), message.getBytes("content"));
            if (written != null) {
                mark = written;
            }
        }

        private void addRow(SourceRecord change, Struct source) {
            var table = source.getString("schema") + "." + source.getString("table");
            var committed = source.getInt64("ts_ms");
            if (committed != null && (firstCommit == null || committed < firstCommit.toEpochMilli())) {
                firstCommit = Instant.ofEpochMilli(committed);
            }
            try {
                var key = (Struct) Objects.requireNonNull(change.key(), "The change does not say which row it is of");
                var transaction = source.getInt64("txId");
                transactions.add(transaction);
                switch (table) {
                    case "catalog.event" -> addEvent(id(key, "id"), transaction);
                    case "catalog.event_performer", "catalog.price_tier", "inventory.event_count" ->
                        addEvent(id(key, "event_id"), transaction);
                    case "catalog.venue" -> venues.add(id(key, "id"));
                    case "catalog.performer" -> performers.add(id(key, "id"));
                    default -> {
                        // published for somebody else
                    }
                }
            } catch (RuntimeException strange) {
                var key = change.key() == null
                        ? "without key at " + position
                        : change.key().toString();
                unreadable.add(new Unreadable(table, key, strange.toString(), position));
            }
        }

        private void addEvent(UUID event, long transaction) {
            events.computeIfAbsent(event, first -> new HashSet<>()).add(transaction);
        }

        private static UUID id(Struct key, String field) {
            return UUID.fromString(key.getString(field));
        }

        ChangeBatch rows() {
            return new ChangeBatch(
                    events, venues, performers, transactions, traces, unreadable, firstCommit, mark, position);
        }
    }
}
