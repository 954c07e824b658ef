package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.source.ListedEvent.Seen;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was last seen of listings at their source. Whoever reads or writes it has locked the event's row.
@Repository
class EventSourceRepository {

    private final JdbcClient jdbc;

    EventSourceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Seen> find(UUID eventId) {
        return jdbc.sql("select seen_at, updated_at, moved_from from catalog.event_source where event_id = ?")
                .param(eventId)
                .query((row, number) -> new Seen(
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("updated_at", OffsetDateTime.class)),
                        instant(row.getObject("moved_from", OffsetDateTime.class))))
                .optional();
    }

    /// What a later page leaves out stays known.
    void store(UUID eventId, Seen seen) {
        jdbc.sql("""
                        insert into catalog.event_source as s (event_id, seen_at, updated_at, moved_from)
                        values (:event, :seen, :updated, :from)
                        on conflict (event_id) do update
                            set seen_at = greatest(s.seen_at, excluded.seen_at),
                                updated_at = coalesce(excluded.updated_at, s.updated_at),
                                moved_from = coalesce(excluded.moved_from, s.moved_from)
                        """)
                .param("event", eventId, Types.OTHER)
                .param("seen", utc(seen.at()))
                .param("updated", utc(seen.updatedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("from", utc(seen.movedFrom()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
