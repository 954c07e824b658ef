package dev.boxoffice.search.capture.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A time that the reader itself writes into the WAL every second.
final class ReaderMark {

    private static final String PREFIX = "boxoffice.search";

    /// Transactional: it arrives behind everything committed before it. One outside a transaction would not do, since
    /// Debezium finds its place after a restart only by the begin and end of a transaction.
    static final String STATEMENT = "select pg_logical_emit_message(true, '" + PREFIX
            + "', floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text)";

    private ReaderMark() {}

    static @Nullable Instant read(@Nullable String prefix, byte @Nullable [] content) {
        if (!PREFIX.equals(prefix) || content == null) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(Long.parseLong(new String(content, StandardCharsets.US_ASCII)));
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }
}
