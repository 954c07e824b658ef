package dev.boxoffice.booking.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Moves bookings between the hot tables and their archives. Each call is a transaction: what a crash cuts off was
/// not begun. It may delete only through the functions of `V80__archive.sql`.
@Repository
class ArchiveRepository {

    /// One transaction at a time, whichever instance it is of.
    private static final String TURN = "pg_try_advisory_xact_lock(hashtextextended('archive', 0))";

    private final JdbcClient jdbc;

    ArchiveRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Events that are over and have bookings that are not archived. It steps from event to event by the primary
    /// key, so it costs what there are events, not bookings.
    List<UUID> findOver(Instant endedBefore, Instant now) {
        return jdbc.sql("""
                        with recursive hot (event_id) as (
                            (select event_id from only booking.booking order by event_id limit 1)
                            union all
                            select (select b.event_id from only booking.booking b where b.event_id > hot.event_id
                                     order by b.event_id limit 1)
                              from hot where hot.event_id is not null)
                        select hot.event_id from hot join catalog.event e on e.id = hot.event_id
                         where coalesce(e.ends_at, e.starts_at) < :ended
                           and not exists (select from booking.archive_pause p
                                            where p.event_id = hot.event_id and p.paused_until > :now)
                         order by coalesce(e.ends_at, e.starts_at)
                        """)
                .param("ended", endedBefore.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Empty where there is no such event.
    Optional<Boolean> isOver(UUID event, Instant now) {
        return jdbc.sql("select coalesce(coalesce(ends_at, starts_at) < ?, false) from catalog.event where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), event)
                .query(Boolean.class)
                .optional();
    }

    /// @return how many were moved; empty where another instance is at it
    Optional<Integer> archive(UUID event, Instant quietBefore, int most) {
        return turn(jdbc.sql("select case when " + TURN + " then booking.archive_bookings(?, ?, ?) end")
                .params(event, quietBefore.atOffset(ZoneOffset.UTC), most));
    }

    /// @return how many were moved; empty where another instance is at it
    Optional<Integer> restore(UUID event, int most) {
        return turn(jdbc.sql("select case when " + TURN + " then booking.restore_bookings(?, ?) end")
                .params(event, most));
    }

    private static Optional<Integer> turn(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Integer.class)))
                .single();
    }

    void pause(UUID event, Instant until) {
        jdbc.sql("""
                        insert into booking.archive_pause (event_id, paused_until) values (?, ?)
                        on conflict (event_id) do update set paused_until = excluded.paused_until
                        """).params(event, until.atOffset(ZoneOffset.UTC)).update();
    }
}
