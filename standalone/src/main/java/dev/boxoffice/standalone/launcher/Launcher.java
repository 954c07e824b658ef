package dev.boxoffice.standalone.launcher;

import dev.boxoffice.standalone.demo.DemoCatalogueLoader;
import dev.boxoffice.standalone.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The commands of `./boxoffice` that need Java: `up [--fresh]`, `down`, `status`.
public final class Launcher {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
    private static final List<String> KEPT_WHEN_FRESH = List.of("apps", "built", "cache");

    private final LauncherSettings settings;
    private final PrintStream out;
    private final PreflightCheck preflight;
    private final long startedAt = System.nanoTime();

    Launcher(LauncherSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.preflight = new PreflightCheck(settings);
    }

    public static void main(String[] arguments) {
        try {
            var launcher = new Launcher(LauncherSettings.from(System.getenv()), System.out);
            System.exit(launcher.run(List.of(arguments)));
        } catch (StartRefusedException | StoreException refused) {
            System.err.println("boxoffice: " + refused.getMessage());
            System.exit(1);
        } catch (IOException failed) {
            System.err.println("boxoffice: " + failed.getMessage());
            System.exit(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            System.exit(130);
        }
    }

    int run(List<String> arguments) throws IOException, InterruptedException {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        return switch (command) {
            case "up" -> up(arguments.contains("--fresh"));
            case "down" -> down();
            case "status" -> status();
            default ->
                throw new StartRefusedException("unknown command '" + command + "'; try up, down, status or logs");
        };
    }

    private int up(boolean fresh) throws IOException, InterruptedException {
        preflight.check();
        if (fresh) {
            forget();
        }
        preflight.claim();
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        new AppJarUnpacker(settings, java).unpackChanged();
        var topology = topology();
        var platform = new StandalonePlatform(settings, topology, java, this::say);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say("stopping");
            platform.stop();
            deleteProcessId();
            stopped.countDown();
        }));
        var demoLoaded = settings.home().resolve("demo-loaded");
        platform.start(!Files.exists(settings.home().resolve("started-once")));
        Files.writeString(settings.home().resolve("started-once"), "");
        if (settings.demo() && !Files.exists(demoLoaded)) {
            say("putting demo events on sale");
            new DemoCatalogueLoader(URI.create(settings.gateway()), Clock.systemUTC()).load(this::say);
            Files.writeString(demoLoaded, "");
        }
        out.println(WelcomeText.text(settings, topology));
        if (settings.aot()) {
            Thread.ofVirtual()
                    .start(() -> new AotCacheBuilder(settings, java, this::say).makeMissing(topology.oneOfEach()));
        }
        stopped.await();
        return 0;
    }

    private int down() throws InterruptedException {
        var running = preflight.runningLauncher();
        if (running.isEmpty()) {
            out.println("Boxoffice is not running.");
            return 0;
        }
        running.get().destroy();
        try {
            running.get().onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
            throw new StartRefusedException(
                    "process " + running.get().pid() + " does not stop; kill -9 it, nothing outlives it");
        }
        out.println("Boxoffice has stopped.");
        return 0;
    }

    private int status() throws InterruptedException {
        var running = preflight.runningLauncher();
        out.println(running.map(process -> "Boxoffice is running (process " + process.pid() + ").")
                .orElse("Boxoffice is not running."));
        if (running.isEmpty()) {
            return 1;
        }
        var health = new HealthProbe();
        var topology = topology();
        var all = new java.util.ArrayList<>(topology.outsideWorld());
        all.addAll(topology.eventServices());
        all.addAll(topology.otherServices());
        var healthy = true;
        for (var spec : all) {
            var ready = health.isReady(spec);
            healthy &= ready;
            out.printf("  %-18s %-24s %s%n", spec.name(), spec.address(), ready ? "up" : "DOWN");
        }
        return healthy ? 0 : 1;
    }

    private StandaloneTopology topology() {
        return new StandaloneTopology(
                settings, new SecretDirectory(settings.home().resolve("secrets")));
    }

    private void say(String what) {
        out.printf("[%5.1f s] %s%n", (System.nanoTime() - startedAt) / 1e9, what);
        out.flush();
    }

    private void deleteProcessId() {
        try {
            Files.deleteIfExists(settings.processIdFile());
        } catch (IOException left) {
            // a stale file is recognised by its start time
        }
    }

    /// The log of the build that has just ended, which was named to whoever started it.
    private boolean isOfTheBuild(Path file) {
        return settings.home().resolve("logs/build.log").startsWith(file);
    }

    private void forget() throws IOException {
        if (!Files.isDirectory(settings.home())) {
            return;
        }
        try (var kept = Files.list(settings.home())) {
            for (var entry : kept.filter(entry ->
                            !KEPT_WHEN_FRESH.contains(entry.getFileName().toString()))
                    .toList()) {
                try (var files = Files.walk(entry)) {
                    for (var file : files.sorted(Comparator.reverseOrder())
                            .filter(file -> !isOfTheBuild(file))
                            .toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
