package dev.boxoffice.standalone.store;

import dev.boxoffice.standalone.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Redis server of its own, version 7 or later.
public final class RedisServer extends StoreProcess {
    static final String SETTING = "BOXOFFICE_STANDALONE_REDIS_SERVER";

    private static final String VERSION = "7.0.15";
    private static final int OLDEST = 7;
    private static final int ANSWER_TIMEOUT_MS = 5_000;
    private static final int MOST_OF_ANSWER = 4_096;

    /// Redis says `Redis server v=7.0.15 sha=…`, Valkey `Valkey server v=8.1.1 sha=…`.
    private static final Pattern SAID_VERSION = Pattern.compile("\\bv=((\\d{1,4})\\.[0-9.]+)");

    /// Redis's own default, 10,000 above the port, is not always a port.
    private static final int CLUSTER_PORT_ABOVE = 50;

    private final @Nullable String password;
    private final boolean member;

    private RedisServer(StoreHome home, @Nullable String password, boolean member) {
        super("Redis", home, Duration.ofSeconds(30));
        this.password = password;
        this.member = member;
    }

    /// A server at home there, not yet started; without a password only where everything is thrown away afterwards.
    public static RedisServer at(StoreHome home, @Nullable String password) {
        return new RedisServer(home, password, false);
    }

    /// A member of a [RedisClusterServer].
    static RedisServer member(StoreHome home, @Nullable String password) {
        return new RedisServer(home, password, true);
    }

    @Override
    public String url() {
        return "redis://" + (password == null ? "" : ":" + password + "@") + "localhost:" + home.port();
    }

    /// Where members of a cluster talk to each other.
    public int clusterPort() {
        return home.port() + CLUSTER_PORT_ABOVE;
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(home.data());
            var configuration = home.data().resolve("redis.conf");
            Files.writeString(configuration, configuration());
            Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-------"));
            var program = program(System.getenv(SETTING));
            var command = List.of(program.toString(), configuration.toString());
            start(Program.of("redis", command, home.data(), home.log()), this::answers);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare Redis", e);
        }
    }

    private String configuration() {
        var configuration = new StringBuilder("""
                bind 127.0.0.1 -::1
                port %d
                dir "%s"
                daemonize no
                databases 1
                # Holds and places are not a cache: better an error than a key silently gone.
                maxmemory-policy noeviction
                save ""
                appendonly %s
                appendfsync everysec
                # At 64 MB a sale at full speed had its log rewritten every half minute, by a process of its own.
                auto-aof-rewrite-min-size 256mb
                """.formatted(home.port(), home.data(), home.durable() ? "yes" : "no"));
        if (password != null) {
            configuration.append("requirepass ").append(password).append('\n');
        }
        if (member) {
            configuration.append("masterauth ").append(password).append('\n');
            configuration
                    .append("cluster-enabled yes\ncluster-port ")
                    .append(clusterPort())
                    .append('\n');
        }
        return configuration.toString();
    }

    /// The `redis-server` that is run.
    ///
    /// @param own where one of the machine's own is; absent or blank: the one that comes along, which needs
    ///     nothing of its machine but is slower
    /// @throws StoreException when that is no Redis, or one of before version 7
    static Path program(@Nullable String own) {
        if (own == null || own.isBlank()) {
            return thatComesAlong();
        }
        var program = Path.of(own).toAbsolutePath();
        var said = versionOf(program);
        var version = SAID_VERSION.matcher(said);
        if (!version.find()) {
            throw new StoreException(SETTING + ": " + program + " is no redis-server; asked for its version it said: "
                    + said.lines().findFirst().orElse("nothing"));
        }
        if (Integer.parseInt(version.group(2)) < OLDEST) {
            throw new StoreException(SETTING + ": " + program + " is version " + version.group(1) + "; " + OLDEST
                    + " or later is needed");
        }
        return program;
    }

    private static String versionOf(Path program) {
        try {
            var asked = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            try (var answer = asked.getInputStream()) {
                if (!asked.waitFor(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                    throw new StoreException(SETTING + ": " + program + " does not say its version");
                }
                return new String(answer.readNBytes(MOST_OF_ANSWER), StandardCharsets.UTF_8);
            } finally {
                asked.destroyForcibly();
            }
        } catch (IOException e) {
            throw new StoreException(SETTING + ": " + program + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while " + program + " was asked for its version", e);
        }
    }

    private static Path thatComesAlong() {
        var machine = Machine.current();
        var resource = "redis-server-" + VERSION + "-" + machine.os() + "-" + machine.processor();
        var directory = StoreDistribution.unpacked("redis-" + VERSION, into -> {
            try (var binary = RedisServer.class.getClassLoader().getResourceAsStream(resource)) {
                if (binary == null) {
                    throw new IOException("no Redis for " + machine.os() + " on " + machine.processor());
                }
                var file = into.resolve("redis-server");
                Files.copy(binary, file);
                StoreDistribution.makeReadable(file, true);
            }
        });
        return directory.resolve("redis-server");
    }

    /// `PING` until it has loaded its data: a loading Redis answers `-LOADING`.
    private boolean answers() {
        return ask("PING").contains("+PONG");
    }

    /// What it says to one command, in Redis's own wire form; nothing when it does not answer.
    String ask(String command) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), home.port()), ANSWER_TIMEOUT_MS);
            socket.setSoTimeout(ANSWER_TIMEOUT_MS);
            var commands = (password == null ? "" : "AUTH " + password + "\r\n") + command + "\r\nQUIT\r\n";
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
