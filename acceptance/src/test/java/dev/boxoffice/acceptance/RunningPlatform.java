package dev.boxoffice.acceptance;

import dev.boxoffice.standalone.process.Child;
import dev.boxoffice.standalone.process.Program;
import dev.boxoffice.standalone.store.StoreHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A platform started as a person starts it, by `./boxoffice up`, on free ports and with a home of its own; one for all
/// tests of the run. `BOXOFFICE_URL` names a running one to test instead.
final class RunningPlatform {

    static final Duration HOLD_TTL = Duration.ofSeconds(12);

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final List<String> PARTS = List.of(
            "EVENT", "BOOKING", "SEARCH", "SUPPORT", "ISSUER", "STRIPE", "SMTP", "POSTGRES", "REDIS", "ELASTICSEARCH");

    private static Optional<RunningPlatform> shared = Optional.empty();

    private final URI gateway;
    private final Optional<Child> launcher;
    private final Path log;

    private RunningPlatform(URI gateway, Optional<Child> launcher, Path log) {
        this.gateway = gateway;
        this.launcher = launcher;
        this.log = log;
    }

    static synchronized RunningPlatform shared() {
        var running = shared.orElseGet(RunningPlatform::start);
        shared = Optional.of(running);
        return running;
    }

    URI gateway() {
        return gateway;
    }

    Optional<Child> launcher() {
        return launcher;
    }

    String output() {
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
            return new RunningPlatform(URI.create(given), Optional.empty(), Path.of("/dev/null"));
        }
        try {
            var home = root().resolve("acceptance/target/platform");
            Files.createDirectories(home);
            var log = root().resolve("acceptance/target/launcher.log"); // outside the home, which --fresh empties
            Files.deleteIfExists(log);
            var environment = environment(home);
            var launcher = Child.start(Program.of("boxoffice", List.of("./boxoffice", "up", "--fresh"), root(), log)
                    .with(environment));
            var platform = new RunningPlatform(
                    URI.create("http://localhost:" + environment.get("BOXOFFICE_PORT")), Optional.of(launcher), log);
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
        return environment;
    }

    private static String freePort() {
        return Integer.toString(StoreHome.freePort());
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
