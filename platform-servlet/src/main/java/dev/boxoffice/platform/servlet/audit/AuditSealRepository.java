package dev.boxoffice.platform.servlet.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Seals over an append-only table, each with the hash of the one before. The owner of the table may switch
/// its trigger off and change a row; the seals then no longer match. Nothing that writes waits for a seal.
public final class AuditSealRepository {
    private static final String NOTHING = "0";

    /// @param toTx covers what transactions before it wrote and the seal before does not
    record Seal(String toTx, long entries, String hash, Instant sealedAt) {}

    private final JdbcClient jdbc;
    private final SealedTable table;
    private final String seals;
    private final String hash;

    public AuditSealRepository(JdbcClient jdbc, SealedTable table) {
        this.jdbc = jdbc;
        this.table = table;
        this.seals = table.schema() + ".audit_seal";
        this.hash = """
            encode(sha256(convert_to(cast(:before as text) || coalesce(string_agg(
                concat_ws('|', %s), E'\\n' order by id), ''), 'UTF8')), 'hex')
            """.formatted(table.columns());
    }

    List<Seal> findAll() {
        return jdbc.sql("select cast(to_tx as text) as to_tx, entries, hash, sealed_at from %s order by id"
                        .formatted(seals))
                .query((row, _) -> new Seal(
                        row.getString("to_tx"),
                        row.getLong("entries"),
                        row.getString("hash"),
                        row.getObject("sealed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// One replica at a time.
    void lock() {
        jdbc.sql("select cast(pg_advisory_xact_lock(hashtext(?)) as text)")
                .param(seals)
                .query(String.class)
                .list();
    }

    Optional<Seal> findLast() {
        return jdbc.sql("""
                        select cast(to_tx as text) as to_tx, entries, hash, sealed_at from %s
                         order by id desc limit 1
                        """.formatted(seals))
                .query((row, _) -> new Seal(
                        row.getString("to_tx"),
                        row.getLong("entries"),
                        row.getString("hash"),
                        row.getObject("sealed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// Seals what every transaction has written that can no longer be joined by an earlier one.
    void sealAfter(Seal before, Instant now) {
        jdbc.sql("""
                        insert into %s (to_tx, entries, hash, sealed_at)
                        select bound.to_tx, sealed.entries, sealed.hash, :now
                          from (select pg_snapshot_xmin(pg_current_snapshot()) as to_tx) bound
                         cross join lateral (
                            select count(*) as entries, %s as hash from %s
                             where tx >= cast(:from as xid8) and tx < bound.to_tx) sealed
                         where sealed.entries > 0
                        """.formatted(seals, hash, table.name()))
                .param("before", before.hash())
                .param("from", before.toTx())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The hash the rows have now that a seal covers.
    String hashNow(Seal before, Seal covered) {
        return jdbc.sql("select %s from %s where tx >= cast(:from as xid8) and tx < cast(:to as xid8)"
                        .formatted(hash, table.name()))
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
