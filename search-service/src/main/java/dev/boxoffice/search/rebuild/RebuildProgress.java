package dev.boxoffice.search.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a rebuild is.
///
/// @param total events in the catalogue when it began
/// @param indexed events put into the new index so far
public record RebuildProgress(
        UUID id,
        RebuildState state,
        String reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String index,
        @Nullable Long total,
        long indexed,
        @Nullable String detail) {

    static RebuildProgress read(ResultSet row, int number) throws SQLException {
        return new RebuildProgress(
                row.getObject("id", UUID.class),
                RebuildState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getString("index_name"),
                row.getObject("total", Long.class),
                row.getLong("indexed"),
                row.getString("detail"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
