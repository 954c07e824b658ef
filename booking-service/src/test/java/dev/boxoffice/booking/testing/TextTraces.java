package dev.boxoffice.booking.testing;

import dev.boxoffice.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where a text stands: in any row of any table, and in any key and value of Redis, whatever its kind.
public final class TextTraces {

    private final JdbcClient sql;
    private final StringRedisTemplate redis;

    public TextTraces(TestPostgres postgres, StringRedisTemplate redis) {
        this.sql = JdbcClient.create(postgres.superuser());
        this.redis = redis;
    }

    /// As `schema.table` and as keys of Redis, each with the text that was found there.
    public List<String> of(Collection<String> texts) {
        var places = new ArrayList<String>();
        var wanted = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        wanted.forEach(text -> inTables(text).forEach(table -> places.add(table + ": " + text)));
        redis.execute((RedisCallback<Boolean>) connection -> {
            inRedis(connection, wanted, places);
            return true;
        });
        return places;
    }

    private List<String> inTables(String text) {
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return sql.sql("""
                        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                        """).query(String.class).list().stream()
                .filter(table -> sql.sql("""
                                select exists (select from only %s t
                                 where position(:text in lower(t::text)) > 0 or position(:hex in t::text) > 0)""".formatted(table))
                        .param("text", text)
                        .param("hex", hex)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private static void inRedis(RedisConnection connection, List<String> wanted, List<String> places) {
        try (var keys = connection
                .keyCommands()
                .scan(ScanOptions.scanOptions().count(1_000).build())) {
            keys.forEachRemaining(key -> {
                var held = Stream.concat(Stream.of(key), values(connection, key))
                        .map(TextTraces::text)
                        .toList();
                for (var text : wanted) {
                    if (held.stream().anyMatch(value -> value.contains(text))) {
                        places.add(text(key) + ": " + text);
                    }
                }
            });
        }
    }

    /// A key may end while it is read.
    private static Stream<byte[]> values(RedisConnection connection, byte[] key) {
        var kind = connection.keyCommands().type(key);
        return switch (kind == null ? "none" : kind.code()) {
            case "none" -> Stream.empty();
            case "string" -> Stream.ofNullable(connection.stringCommands().get(key));
            case "hash" ->
                connection.hashCommands().hGetAll(key).entrySet().stream()
                        .flatMap(field -> Stream.of(field.getKey(), field.getValue()));
            case "list" -> connection.listCommands().lRange(key, 0, -1).stream();
            case "set" -> connection.setCommands().sMembers(key).stream();
            case "zset" -> connection.zSetCommands().zRange(key, 0, -1).stream();
            case "stream" ->
                connection.streamCommands().xRange(key, Range.unbounded()).stream()
                        .flatMap(entry -> entry.getValue().entrySet().stream())
                        .flatMap(field -> Stream.of(field.getKey(), field.getValue()));
            default -> throw new IllegalStateException("a kind of key that is not looked into: " + kind);
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }
}
