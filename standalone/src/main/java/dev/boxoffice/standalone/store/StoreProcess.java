package dev.boxoffice.standalone.store;

import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.Program;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The part all three stores share: one child process, started until it answers and stopped within its patience.
final class StoreProcess {
    private static final Duration POLL = Duration.ofMillis(40);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final StoreHome home;
    private final Duration startPatience;
    private @Nullable ChildProcess child;

    StoreProcess(String name, StoreHome home, Duration startPatience) {
        this.name = name;
        this.home = home;
        this.startPatience = startPatience;
    }

    synchronized void start(Program program, BooleanSupplier answers) {
        var started = ChildProcess.start(program);
        child = started;
        var deadline = System.nanoTime() + startPatience.toNanos();
        while (!answers.getAsBoolean()) {
            if (!started.isAlive()) {
                throw new StoreException(name + " did not start on port " + home.port() + ":\n" + home.lastWords());
            }
            if (System.nanoTime() > deadline) {
                started.kill();
                throw new StoreException(
                        name + " did not answer within " + startPatience.toSeconds() + " s:\n" + home.lastWords());
            }
            pause(started);
        }
    }

    /// Wakes early when the process ends.
    private void pause(ChildProcess started) {
        try {
            started.waitFor(POLL);
        } catch (InterruptedException e) {
            started.kill();
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while " + name + " started", e);
        }
    }

    synchronized void stop() {
        if (child != null) {
            child.stop(STOP_PATIENCE);
        }
    }

    synchronized void kill() {
        if (child != null) {
            child.kill();
        }
    }

    synchronized boolean isRunning() {
        return child != null && child.isAlive();
    }

    synchronized void suspend() {
        if (child != null) {
            child.suspend();
        }
    }

    synchronized void resume() {
        if (child != null) {
            child.resume();
        }
    }

    synchronized long pid() {
        if (child == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return child.pid();
    }
}
