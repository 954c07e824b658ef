package dev.boxoffice.standalone.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starts stores again, over the same data, when they die on their own; a store that keeps dying is left lying.
public final class StoreSupervisor implements AutoCloseable {

    private static final int MOST_RESTARTS = 5;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String> say;
    private final Map<String, Integer> restarts = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public StoreSupervisor(Consumer<String> say) {
        this.say = say;
    }

    /// From now on, until it is closed; each store by itself, since one that starts slowly must not keep another down.
    public void watch(Map<String, StoreServer> stores) {
        stores.forEach((name, store) -> Thread.ofVirtual().name("watch-" + name).start(() -> watch(name, store)));
    }

    private void watch(String name, StoreServer store) {
        try {
            while (!closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!store.isRunning() && !restarted(name, store)) {
                    say.accept(name + " ended again and is not restarted any more");
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean restarted(String name, StoreServer store) {
        if (restartsOf(name) > MOST_RESTARTS) {
            return false;
        }
        say.accept(name + " ended unexpectedly, restarting");
        try {
            store.start();
            say.accept(name + " is up again");
        } catch (StoreException failed) {
            say.accept(name + " does not start: " + failed.getMessage());
        }
        return true;
    }

    private synchronized int restartsOf(String name) {
        return restarts.merge(name, 1, Integer::sum);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
