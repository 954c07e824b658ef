package dev.boxoffice.platform.servlet.idempotency;

import java.security.MessageDigest;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table of idempotency keys. Every method runs in the caller's transaction.
final class IdempotencyKeyRepository {

    /// What a key stands for when a request brings it.
    sealed interface Claim {
        record First() implements Claim {}

        record Running() implements Claim {}

        record OtherRequest() implements Claim {}

        record Answered(StoredAnswer answer) implements Claim {}
    }

    /// What tells requests apart.
    interface Fingerprint {
        /// Known before a long body has been read.
        byte[] beginning();

        byte[] complete();
    }

    record StoredAnswer(
            int status,
            Map<String, String> headers,
            @Nullable String body) {}

    private record Row(
            byte[] requestHash,
            @Nullable Integer status,
            @Nullable String headers,
            @Nullable String body) {}

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final String table;

    IdempotencyKeyRepository(JdbcClient jdbc, JsonMapper json, String schema) {
        this.jdbc = jdbc;
        this.json = json;
        this.table = schema + ".idempotency_key";
    }

    /// Insert first, look after: of two requests with one key only one inserts. The lock lets the other answer at once
    /// rather than wait for the first to commit.
    Claim claim(String caller, String key, Fingerprint request, Instant now, IdempotencyProperties properties) {
        var mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 7))")
                .param(caller + "\n" + key)
                .query(Boolean.class)
                .single();
        if (!mine) {
            return new Claim.Running();
        }
        var inserted = jdbc.sql("""
                        insert into %s as k (caller, key, request_hash, created_at, lease_until)
                        values (:caller, :key, :hash, :now, :lease)
                        on conflict (caller, key) do update
                           set request_hash = excluded.request_hash, status = null, headers = null, body = null,
                               created_at = excluded.created_at, lease_until = excluded.lease_until
                         where k.created_at < :expired
                            or (k.status is null and k.lease_until < :now and k.request_hash = excluded.request_hash)
                        """.formatted(table))
                .param("caller", caller)
                .param("key", key)
                .param("hash", request.beginning())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lease", now.plus(properties.lease()).atOffset(ZoneOffset.UTC))
                .param("expired", now.minus(properties.keep()).atOffset(ZoneOffset.UTC))
                .update();
        return inserted == 1 ? new Claim.First() : look(caller, key, request);
    }

    private Claim look(String caller, String key, Fingerprint request) {
        var row = jdbc.sql("select request_hash, status, headers::text, body from %s where caller = ? and key = ?"
                        .formatted(table))
                .params(caller, key)
                .query(Row.class)
                .single();
        var hash = row.status() == null ? request.beginning() : request.complete();
        if (!MessageDigest.isEqual(row.requestHash(), hash)) {
            return new Claim.OtherRequest();
        }
        if (row.status() == null) {
            return new Claim.Running();
        }
        var headers = row.headers() == null ? Map.<String, String>of() : json.readValue(row.headers(), HEADERS);
        return new Claim.Answered(new StoredAnswer(row.status(), headers, row.body()));
    }

    void store(String caller, String key, byte[] hash, StoredAnswer answer) {
        jdbc.sql("""
                        update %s
                           set request_hash = :hash, status = :status, headers = :headers::jsonb, body = :body,
                               lease_until = null
                         where caller = :caller and key = :key
                        """.formatted(table))
                .param("hash", hash)
                .param("status", answer.status())
                .param("headers", json.writeValueAsString(answer.headers()))
                .param("body", answer.body(), Types.VARCHAR)
                .param("caller", caller)
                .param("key", key)
                .update();
    }

    void forget(String caller, String key) {
        jdbc.sql("delete from %s where caller = ? and key = ? and status is null".formatted(table))
                .params(caller, key)
                .update();
    }

    int purge(Instant before) {
        return jdbc.sql("delete from %s where created_at < ?".formatted(table))
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// D8: the newest of each caller stay. What is still running does, too.
    int trim(int mostOfACaller) {
        return jdbc.sql("""
                        delete from %1$s k
                         using (select caller, key,
                                       row_number() over (partition by caller order by created_at desc) place
                                  from %1$s
                                 where caller in (select caller from %1$s group by caller having count(*) > :most)) old
                         where k.caller = old.caller and k.key = old.key and old.place > :most
                           and k.status is not null
                        """.formatted(table)).param("most", mostOfACaller).update();
    }
}
