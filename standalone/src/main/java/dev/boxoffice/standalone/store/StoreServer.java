package dev.boxoffice.standalone.store;

/// A database server one can start, stop, freeze and crash; its port and its data stay the same throughout.
public interface StoreServer extends AutoCloseable {
    /// Where clients reach it.
    String url();

    /// Returns when it answers.
    void start();

    /// Stops it in good order.
    void stop();

    /// Ends it as a crash would, without warning.
    void kill();

    boolean isRunning();

    /// Freezes it: connections stay open and nothing answers.
    void suspend();

    void resume();

    default void restart() {
        stop();
        start();
    }

    @Override
    default void close() {
        stop();
    }
}
