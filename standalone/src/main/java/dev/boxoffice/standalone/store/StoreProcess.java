package dev.boxoffice.standalone.store;

import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.Program;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A store that is one child process, started until it answers and stopped in bounded time.
abstract class StoreProcess implements StoreServer {
    private static final Duration POLL = Duration.ofMillis(40);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final String name;
    final StoreHome home;
    private final Duration startTimeout;
    private @Nullable ChildProcess child;

    StoreProcess(String name, StoreHome home, Duration startTimeout) {
        this.name = name;
        this.home = home;
        this.startTimeout = startTimeout;
    }

    final synchronized void start(Program program, BooleanSupplier answers) {
        var started = ChildProcess.start(program);
        child = started;
        var deadline = System.nanoTime() + startTimeout.toNanos();
        while (!answers.getAsBoolean()) {
            if (!started.isAlive()) {
                throw new StoreException(name + " did not start on port " + home.port() + ":\n" + home.lastWords());
            }
            if (System.nanoTime() > deadline) {
                started.kill();
                throw new StoreException(
                        name + " did not answer within " + startTimeout.toSeconds() + " s:\n" + home.lastWords());
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

    @Override
    public final synchronized void stop() {
        if (child != null) {
            child.stop(STOP_TIMEOUT);
        }
    }

    @Override
    public final synchronized void kill() {
        if (child != null) {
            child.kill();
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return child != null && child.isAlive();
    }

    @Override
    public final synchronized void suspend() {
        if (child != null) {
            child.suspend();
        }
    }

    @Override
    public final synchronized void resume() {
        if (child != null) {
            child.resume();
        }
    }

    public final int port() {
        return home.port();
    }

    public final synchronized long pid() {
        if (child == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return child.pid();
    }
}
