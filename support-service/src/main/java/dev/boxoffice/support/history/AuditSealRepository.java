package dev.boxoffice.support.history;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Seals over the histories, each with the hash of the one before. The owner of the table may switch its trigger off
/// and
/// change a row; the seals then no longer match.
@Repository
class AuditSealRepository {
    private static final String NOTHING = "0";

    /// Every column, in the order of ids, after the hash of the seal before.
    private static final String HASH = """
            encode(sha256(convert_to(cast(:before as text) || coalesce(string_agg(
                concat_ws('|', id, case_id, incident_id, clock_id, extract(epoch from at), actor, type, data),
                E'\\n' order by id), ''), 'UTF8')), 'hex')
            """;

    /// @param toTx covers what transactions before it wrote and the seal before does not
    record Seal(String toTx, long entries, String hash, Instant sealedAt) {}

    private final JdbcClient jdbc;

    AuditSealRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Seal> findAll() {
        return jdbc.sql(
                        "select cast(to_tx as text) as to_tx, entries, hash, sealed_at from support.audit_seal order by id")
                .query((row, _) -> new Seal(
                        row.getString("to_tx"),
                        row.getLong("entries"),
                        row.getString("hash"),
                        UtcTime.read(row, "sealed_at")))
                .list();
    }

    /// One replica at a time.
    void lock() {
        jdbc.sql("select cast(pg_advisory_xact_lock(52) as text)")
                .query(ColumnRowMapper.TEXT)
                .single();
    }

    Optional<Seal> findLast() {
        return jdbc.sql("""
                        select cast(to_tx as text) as to_tx, entries, hash, sealed_at from support.audit_seal
                         order by id desc limit 1
                        """)
                .query((row, _) -> new Seal(
                        row.getString("to_tx"),
                        row.getLong("entries"),
                        row.getString("hash"),
                        UtcTime.read(row, "sealed_at")))
                .optional();
    }

    /// Seals what every transaction has written that can no longer be joined by an earlier one.
    void sealAfter(Seal before, Instant now) {
        jdbc.sql("""
                        insert into support.audit_seal (to_tx, entries, hash, sealed_at)
                        select bound.to_tx, sealed.entries, sealed.hash, :now
                          from (select pg_snapshot_xmin(pg_current_snapshot()) as to_tx) bound
                         cross join lateral (
                            select count(*) as entries, %s as hash from support.case_event
                             where tx >= cast(:from as xid8) and tx < bound.to_tx) sealed
                         where sealed.entries > 0
                        """.formatted(HASH))
                .param("before", before.hash())
                .param("from", before.toTx())
                .param("now", UtcTime.of(now))
                .update();
    }

    /// The hash the rows have now that a seal covers.
    String hashNow(Seal before, Seal covered) {
        return jdbc.sql("select %s from support.case_event where tx >= cast(:from as xid8) and tx < cast(:to as xid8)"
                        .formatted(HASH))
                .param("before", before.hash())
                .param("from", before.toTx())
                .param("to", covered.toTx())
                .query(String.class)
                .single();
    }

    static Seal none(Instant now) {
        return new Seal(NOTHING, 0, NOTHING, now);
    }
}
