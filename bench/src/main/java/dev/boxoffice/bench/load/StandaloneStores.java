package dev.boxoffice.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/// How a load run reaches the stores of the platform that `./boxoffice up` started here: with the passwords that the
/// launcher keeps in its home.
public final class StandaloneStores {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Path home;
    private final String database;
    private final URI redis;

    private StandaloneStores(Path home, String database, URI redis) {
        this.home = home;
        this.database = database;
        this.redis = redis;
    }

    public static StandaloneStores ofEnvironment() {
        return new StandaloneStores(
                Path.of(System.getenv().getOrDefault("BOXOFFICE_HOME", ".boxoffice")),
                System.getenv().getOrDefault("BOXOFFICE_DB_URL", "jdbc:postgresql://localhost:15432/boxoffice"),
                URI.create(System.getenv().getOrDefault("BOXOFFICE_REDIS_URL", "redis://localhost:16379")));
    }

    public Path home() {
        return home;
    }

    /// The launcher's process, while it runs.
    public Optional<ProcessHandle> launcher() throws IOException {
        var file = home.resolve("launcher.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip().split(" ", 2)[0]))
                : Optional.empty();
    }

    /// A connection of the superuser.
    public Connection postgres() throws SQLException, IOException {
        var login = new Properties();
        login.setProperty("user", System.getenv().getOrDefault("BOXOFFICE_BENCH_DB_USER", "postgres"));
        login.setProperty(
                "password", password("postgres", System.getenv().getOrDefault("BOXOFFICE_BENCH_DB_PASSWORD", "")));
        return DriverManager.getConnection(database, login);
    }

    public Jedis redis() throws IOException {
        var config = DefaultJedisClientConfig.builder().timeoutMillis((int) TIMEOUT.toMillis());
        var named = redis.getUserInfo();
        var password = named == null ? password("redis", "") : named.substring(named.indexOf(':') + 1);
        if (!password.isEmpty()) {
            config.password(password);
        }
        return new Jedis(new HostAndPort(redis.getHost(), redis.getPort()), config.build());
    }

    /// Which Redis that is, and what gives it memory, on which the time of a script depends; empty while it is down.
    public Optional<String> redisBuild() {
        try (var redis = redis()) {
            return Optional.of("Redis " + fact(redis.info("server"), "redis_version") + " with "
                    + fact(redis.info("memory"), "mem_allocator"));
        } catch (IOException | JedisException down) {
            return Optional.empty();
        }
    }

    private static String fact(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("?");
    }

    private String password(String name, String otherwise) throws IOException {
        var secret = home.resolve("secrets").resolve(name);
        return Files.exists(secret) ? Files.readString(secret).strip() : otherwise;
    }
}
