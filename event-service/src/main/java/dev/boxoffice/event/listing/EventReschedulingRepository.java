package dev.boxoffice.event.listing;

import dev.boxoffice.event.listing.change.EventMove;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The moves of events that buyers had tickets for.
@Repository
class EventReschedulingRepository {

    private final JdbcClient jdbc;

    EventReschedulingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The event's row is locked, so its numbers follow each other.
    void insert(CachedEvent before, EventMove move, Instant now) {
        jdbc.sql("""
                        insert into catalog.event_rescheduling (event_id, number, from_starts_at, from_ends_at, to_starts_at,
                            to_ends_at, answer_by, message, created_at)
                        select :event, coalesce(max(number), 0) + 1, :fromStart, :fromEnd, :toStart, :toEnd, :answerBy, :message, :now
                          from catalog.event_rescheduling where event_id = :event
                        """)
                .param("event", before.id(), Types.OTHER)
                .param("fromStart", utc(before.details().startsAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("fromEnd", utc(before.details().endsAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("toStart", utc(move.startsAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("toEnd", utc(move.endsAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("answerBy", utc(move.answerBy()))
                .param("message", move.message(), Types.VARCHAR)
                .param("now", utc(now))
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
