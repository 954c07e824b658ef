package dev.boxoffice.standalone.launcher;

import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Ahead-of-time caches (JEP 483, 514): each service starts once as a rehearsal up to its refreshed context, and
/// what the JVM loaded and linked by then is there at once in every later start.
final class AotCacheBuilder {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LauncherSettings settings;
    private final Path java;
    private final Consumer<String> say;

    AotCacheBuilder(LauncherSettings settings, Path java, Consumer<String> say) {
        this.settings = settings;
        this.java = java;
        this.say = say;
    }

    /// Where the cache of a service's jar is, made or not; it is removed with the jar it belongs to.
    static Path of(Path jar) {
        return jar.resolveSibling("start.aot");
    }

    /// Rehearses what has no cache yet, one after the other and with the lowest priority: the platform is in use
    /// meanwhile. A service that cannot rehearse starts without one, only slower.
    void makeMissing(List<ServiceSpec> services) {
        var missing = services.stream()
                .filter(service -> service.jar().isPresent())
                .filter(service -> !Files.exists(of(service.jar().orElseThrow())))
                .toList();
        missing.forEach(this::rehearse);
    }

    private void rehearse(ServiceSpec service) {
        var cache = of(service.jar().orElseThrow());
        var fresh = cache.resolveSibling("start.aot.new");
        var command = new ArrayList<String>();
        command.addAll(List.of("nice", "-n", "19", java.toString()));
        command.addAll(ServiceSupervisor.options(service));
        command.add("-XX:AOTCacheOutput=" + fresh);
        command.add("-Dspring.context.exit=onRefresh");
        command.addAll(service.java());
        var log = settings.logs().resolve("rehearsal-" + service.name() + ".log");
        try {
            var child = ChildProcess.start(Program.of("rehearsal-" + service.name(), command, settings.root(), log)
                    .with(settings.overriding(service.environment())));
            if (!child.waitFor(PATIENCE)) {
                child.kill();
            }
            if (child.onExit().join() == 0 && Files.exists(fresh)) {
                Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING);
            } else {
                say.accept(service.name() + " starts without a cache; see " + log);
            }
        } catch (IOException e) {
            say.accept(service.name() + " starts without a cache: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
