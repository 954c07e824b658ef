package dev.boxoffice.search.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a rebuild has come to among all events, in the order of their ids.
///
/// @param last the event read last; null at the beginning
/// @param again whether these are read for the second time
/// @param againUntil changes were lost when it had come so far: up to there all must be read again; null when
///     none were
/// @param indexed how many were read
record RebuildPosition(
        @Nullable UUID last, boolean again, @Nullable UUID againUntil, long indexed) {

    static final RebuildPosition BEGINNING = new RebuildPosition(null, false, null, 0);

    static RebuildPosition read(ResultSet row, int number) throws SQLException {
        return new RebuildPosition(
                row.getObject("position", UUID.class),
                row.getBoolean("again"),
                row.getObject("again_until", UUID.class),
                row.getLong("indexed"));
    }

    RebuildPosition after(List<UUID> page) {
        return new RebuildPosition(page.getLast(), again, againUntil, indexed + page.size());
    }

    /// Once all were read: whether some must be read again.
    boolean mustGoBack() {
        return !again && againUntil != null;
    }

    RebuildPosition back() {
        return new RebuildPosition(null, true, againUntil, indexed);
    }
}
