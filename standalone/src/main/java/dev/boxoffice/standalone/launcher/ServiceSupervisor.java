package dev.boxoffice.standalone.launcher;

import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One service's process, started again when it dies on its own; a service that keeps dying is left lying.
final class ServiceSupervisor {

    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final List<String> ON_A_SALES_WAY = List.of("gateway", "booking-service", "stripe-simulator");
    private static final int MOST_RESTARTS = 5;
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

    private final ServiceSpec spec;
    private final Path java;
    private final LauncherSettings settings;
    private final Consumer<String> say;
    private @Nullable ChildProcess child;
    private boolean stopping;
    private int restarts;

    ServiceSupervisor(ServiceSpec spec, Path java, LauncherSettings settings, Consumer<String> say) {
        this.spec = spec;
        this.java = java;
        this.settings = settings;
        this.say = say;
    }

    ServiceSpec spec() {
        return spec;
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        var started = ChildProcess.start(Program.of(spec.name(), command(), settings.root(), log())
                .with(settings.overriding(spec.environment())));
        child = started;
        Thread.ofVirtual().start(() -> died(started.onExit().join()));
    }

    private synchronized void died(int code) {
        if (stopping) {
            return;
        }
        if (restarts == MOST_RESTARTS) {
            say.accept(
                    spec.name() + " ended again (exit code " + code + ") and is not restarted any more; see " + log());
            return;
        }
        var delay = FIRST_DELAY.multipliedBy(1L << restarts);
        restarts++;
        say.accept(spec.name() + " ended unexpectedly (exit code " + code + "), restarting; see " + log());
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::start);
    }

    synchronized boolean gaveUp() {
        return restarts == MOST_RESTARTS && child != null && !child.isAlive();
    }

    void stop() {
        ChildProcess running;
        synchronized (this) {
            stopping = true;
            running = child;
        }
        if (running != null) {
            running.stop(STOP_PATIENCE);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(options(spec));
        command.addAll(requestThreads());
        if (settings.aot()) {
            spec.jar()
                    .map(AotCacheBuilder::of)
                    .filter(Files::exists)
                    .ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        }
        command.addAll(spec.java());
        return command;
    }

    /// More runnable threads than processors only wait for each other and for Postgres to get its turn. Where few
    /// carry virtual threads, another one looks for answers (the JDK's poller mode 1).
    private List<String> requestThreads() {
        var count = settings.requestThreads();
        if (count == 0) {
            return List.of();
        }
        if (spec.name().startsWith("booking-service")) {
            return List.of("-Djdk.virtualThreadScheduler.parallelism=" + count, "-Djdk.pollerMode=1");
        }
        return spec.name().startsWith("gateway") ? List.of("-Dreactor.netty.ioWorkerCount=" + count) : List.of();
    }

    /// The same for rehearsal and performance: a cache serves only the JVM it was made with.
    static List<String> options(ServiceSpec spec) {
        var options = new ArrayList<>(List.of(
                "-Xmx" + spec.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dboxoffice.part=" + spec.name()));
        // Processes that take turns on few processors find little of their own in the caches of addresses. It is
        // worth a fifth of a sale, and memory, so only those have it that a sale goes through.
        if (ON_A_SALES_WAY.stream().anyMatch(spec.name()::startsWith) && offersHugePages()) {
            options.add("-XX:+UseTransparentHugePages");
        }
        return List.copyOf(options);
    }

    /// Whether Linux gives them to whoever asks.
    private static boolean offersHugePages() {
        try {
            return Files.readString(HUGE_PAGES).contains("[madvise]");
        } catch (IOException notLinux) {
            return false;
        }
    }

    private Path log() {
        return settings.logs().resolve(spec.name() + ".log");
    }
}
