package dev.boxoffice.testkit;

import dev.boxoffice.standalone.store.StoreServer;

/// A running store under a test's control. Its address and its data stay the same through all of these.
public abstract class ManagedServer implements AutoCloseable {
    private final StoreServer store;

    ManagedServer(StoreServer store) {
        this.store = store;
    }

    StoreServer store() {
        return store;
    }

    public String url() {
        return store.url();
    }

    public void stop() {
        store.stop();
    }

    /// Starts it again after [#stop()] or [#kill()].
    public void startAgain() {
        store.start();
    }

    public void restart() {
        store.restart();
    }

    /// Ends it as a crash would.
    public void kill() {
        store.kill();
    }

    /// Freezes it: connections stay open and nothing answers.
    public void suspend() {
        store.suspend();
    }

    public void resume() {
        store.resume();
    }

    public boolean isRunning() {
        return store.isRunning();
    }

    @Override
    public void close() {
        store.kill();
    }
}
