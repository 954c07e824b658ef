package dev.boxoffice.acceptance;

import dev.boxoffice.client.ApiClient;
import dev.boxoffice.client.UnexpectedAnswerException;
import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.Program;
import dev.boxoffice.standalone.store.StoreHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A platform started as a person starts it, by `./boxoffice up`, on free ports and with a home of its own; one
/// for all tests of the run. `BOXOFFICE_URL` names a running one to test instead, and `BOXOFFICE_HOME` its home.
/// `BOXOFFICE_INSTANCES` and `BOXOFFICE_STANDALONE_REDIS_MASTERS` make it a larger one (`./mvnw -Pseveral …`).
public final class RunningPlatform {

    /// Short enough for a test that sees one end, and long enough for a browser that pays on a busy machine.
    static final Duration HOLD_TTL = Duration.ofSeconds(45);

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final List<String> PARTS = List.of(
            "METRICS",
            "EVENT",
            "BOOKING",
            "SEARCH",
            "SUPPORT",
            "ISSUER",
            "STRIPE",
            "SMTP",
            "IMAP",
            "POSTGRES",
            "REDIS",
            "ELASTICSEARCH");

    private static final Pattern CHECKED = Pattern.compile("(?m)^boxoffice_invariant_checked_seconds\\{[^}]*} (\\S+)");
    private static final Pattern BREACHES =
            Pattern.compile("(?m)^boxoffice_invariant_breaches\\{[^}]*rule=\"([^\"]+)\"[^}]*} (\\S+)");

    private static Optional<RunningPlatform> shared = Optional.empty();

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        // Who waits for an answer asks again when another one came.
        Awaitility.ignoreExceptionsByDefaultMatching(UnexpectedAnswerException.class::isInstance);
    }

    private final URI gateway;
    private final Optional<ChildProcess> launcher;
    private final Optional<TcpForwarder> database;
    private final Map<String, String> environment;
    private final Path log;

    private RunningPlatform(
            URI gateway,
            Optional<ChildProcess> launcher,
            Optional<TcpForwarder> database,
            Map<String, String> environment,
            Path log) {
        this.gateway = gateway;
        this.launcher = launcher;
        this.database = database;
        this.environment = environment;
        this.log = log;
    }

    public static synchronized RunningPlatform shared() {
        var running = shared.orElseGet(RunningPlatform::start);
        shared = Optional.of(running);
        return running;
    }

    /// Somebody at the gateway who has not signed in.
    public static ApiClient anybody() {
        return ApiClient.at(shared().gateway);
    }

    public static ApiClient signedIn(String subject, String... roles) {
        return anybody().signedIn(subject, roles);
    }

    public URI gateway() {
        return gateway;
    }

    public Optional<ChildProcess> launcher() {
        return launcher;
    }

    public static int instances() {
        return Integer.parseInt(System.getenv().getOrDefault("BOXOFFICE_INSTANCES", "1"));
    }

    /// The address at which the services find Postgres, whichever server that is.
    public TcpForwarder database() {
        return database.orElseThrow();
    }

    public Path home() {
        return Path.of(environment.get("BOXOFFICE_HOME"));
    }

    public int port(String part) {
        return Integer.parseInt(environment.get("BOXOFFICE_STANDALONE_PORTS_" + part));
    }

    public String secret(String name) {
        try {
            return Files.readString(home().resolve("secrets").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Connections of the superuser to the server behind the forwarder.
    public DataSource superuser() {
        var source = new PGSimpleDataSource();
        source.setUrl(environment.get("BOXOFFICE_DB_URL"));
        source.setUser("postgres");
        source.setPassword(secret("postgres"));
        return source;
    }

    public JdbcClient sql() {
        return JdbcClient.create(superuser());
    }

    /// How often each promise is broken by booking-service's own check, which others run every minute, as of a check
    /// that began after this call.
    public Map<String, Double> alarms() {
        var asked = Instant.now().getEpochSecond();
        var booking = ApiClient.at(URI.create("http://localhost:" + port("BOOKING")));
        var metrics = Awaitility.await()
                .ignoreExceptions() // it may be starting again
                .until(
                        () -> booking.get("/actuator/prometheus").expect(200).text(),
                        text -> CHECKED.matcher(text)
                                .results()
                                .anyMatch(checked -> Double.parseDouble(checked.group(1)) > asked));
        return BREACHES.matcher(metrics)
                .results()
                .collect(Collectors.toMap(rule -> rule.group(1), rule -> Double.parseDouble(rule.group(2))));
    }

    /// The process of one part: `booking-service`, `booking-service-2`, …
    public Optional<ProcessHandle> process(String part) {
        var mark = "-Dboxoffice.part=" + part;
        return descendants()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(mark))
                        .orElse(false))
                .findFirst();
    }

    /// The processes that the launcher has started.
    public Stream<ProcessHandle> descendants() {
        return ProcessHandle.of(launcher.orElseThrow().pid()).orElseThrow().descendants();
    }

    /// What `./boxoffice <arguments>` of this platform printed, and its exit code.
    public Command boxoffice(String... arguments) {
        return boxoffice(Map.of(), arguments);
    }

    public Command boxoffice(Map<String, String> other, String... arguments) {
        var command = new ArrayList<>(List.of("./boxoffice"));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).directory(root().toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().putAll(other);
            var process = builder.start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Command(int code, String output) {}

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        return Path.of(System.getProperty("boxoffice.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    private static RunningPlatform start() {
        var given = System.getenv("BOXOFFICE_URL");
        if (given != null) {
            return new RunningPlatform(
                    URI.create(given),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("BOXOFFICE_HOME", System.getenv().getOrDefault("BOXOFFICE_HOME", "")),
                    Path.of("/dev/null"));
        }
        try {
            var home = root().resolve("acceptance/target/platform");
            Files.createDirectories(home);
            var log = root().resolve("acceptance/target/launcher.log"); // outside the home, which --fresh empties
            Files.deleteIfExists(log);
            var environment = environment(home);
            var database = TcpForwarder.to(Integer.parseInt(environment.get("BOXOFFICE_STANDALONE_PORTS_POSTGRES")));
            environment.put("BOXOFFICE_DB_URL", "jdbc:postgresql://localhost:" + database.port() + "/boxoffice");
            var launcher =
                    ChildProcess.start(Program.of("boxoffice", List.of("./boxoffice", "up", "--fresh"), root(), log)
                            .with(environment));
            var platform = new RunningPlatform(
                    URI.create("http://localhost:" + environment.get("BOXOFFICE_PORT")),
                    Optional.of(launcher),
                    Optional.of(database),
                    environment,
                    log);
            platform.awaitUp();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> launcher.stop(Duration.ofSeconds(60))));
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(Path home) {
        var environment = new HashMap<String, String>();
        PARTS.forEach(part -> environment.put("BOXOFFICE_STANDALONE_PORTS_" + part, freePort()));
        environment.put("BOXOFFICE_PORT", freePort());
        environment.put("BOXOFFICE_HOME", home.toString());
        environment.put("BOXOFFICE_STANDALONE_BUILD", "false"); // Maven has just built it
        environment.put("BOXOFFICE_HOLD_TTL", HOLD_TTL.toSeconds() + "s");
        environment.put("BOXOFFICE_INVARIANT_INTERVAL", "1s");
        // A test that breaks a store starts it again, or another in its place.
        environment.put("BOXOFFICE_STANDALONE_RESTARTSTORES", "false");
        return environment;
    }

    /// Free with those above it, where further processes of the same part will listen.
    private static String freePort() {
        return IntStream.generate(StoreHome::freePort)
                .filter(port -> IntStream.of(50, 100, 150, 200, 250).allMatch(above -> StoreHome.isFree(port + above)))
                .mapToObj(Integer::toString)
                .findFirst()
                .orElseThrow();
    }

    private void awaitUp() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var child = launcher.orElseThrow();
        try {
            while (!output().contains("Boxoffice is up.")) {
                if (child.waitFor(Duration.ofMillis(200))) {
                    throw new IllegalStateException("./boxoffice up ended:\n" + output());
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("./boxoffice up is not done after " + PATIENCE + ":\n" + output());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
