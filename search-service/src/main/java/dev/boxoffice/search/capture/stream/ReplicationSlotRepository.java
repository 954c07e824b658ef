package dev.boxoffice.search.capture.stream;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The place in the WAL that Postgres keeps for us, as long as keeping it costs less than `max_slot_wal_keep_size`.
@Repository
public class ReplicationSlotRepository {

    /// `LOST` when Postgres gave up keeping the WAL we had not read: what was in it must be read from the tables.
    public enum State {
        USABLE,
        MISSING,
        LOST
    }

    private static final Logger log = LoggerFactory.getLogger(ReplicationSlotRepository.class);

    private final JdbcClient jdbc;
    private final String name;

    ReplicationSlotRepository(JdbcClient jdbc, CaptureProperties properties) {
        this.jdbc = jdbc;
        this.name = properties.slot();
    }

    public State state() {
        return jdbc.sql("""
                        select case when wal_status = 'lost' or invalidation_reason is not null then 'LOST' else 'USABLE' end
                        from pg_replication_slots where slot_name = :name and database = current_database()
                        """)
                .param("name", name)
                .query(String.class)
                .optional()
                .map(State::valueOf)
                .orElse(State.MISSING);
    }

    /// Ends a stream that a reader left open behind it: whoever holds the lock is the only one with a right to the
    /// slot.
    public void evictPredecessor() {
        jdbc.sql("""
                        select pg_terminate_backend(active_pid, :grace) from pg_replication_slots
                        where slot_name = :name and active_pid is not null
                        """)
                .param("name", name)
                .param("grace", Duration.ofSeconds(2).toMillis())
                .query(Boolean.class)
                .optional()
                .ifPresent(ended -> log.info("Ended the stream a former reader left open"));
    }

    /// A new slot, and nothing remembered of the position in the old one.
    public void recreate() {
        jdbc.sql("""
                        select pg_drop_replication_slot(slot_name) from pg_replication_slots
                        where slot_name = :name and database = current_database()
                        """).param("name", name).query((row, number) -> name).list();
        jdbc.sql("delete from search.cdc_offset").update();
        // failover: a promoted standby goes on with it, where standbys synchronise slots.
        jdbc.sql("""
                        select slot_name::text from pg_create_logical_replication_slot(
                            :name, 'pgoutput', temporary => false, twophase => false, failover => true)
                        """).param("name", name).query(String.class).single();
        log.info("Created the replication slot {}", name);
    }

    /// How much WAL Postgres keeps for us.
    public long lagBytes() {
        return jdbc.sql("""
                        select coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint
                        from pg_replication_slots where slot_name = :name
                        """).param("name", name).query(Long.class).optional().orElse(0L);
    }

    /// The end of the WAL now, as a number: everything committed so far is before it.
    long currentPosition() {
        return jdbc.sql("select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint")
                .query(Long.class)
                .single();
    }
}
