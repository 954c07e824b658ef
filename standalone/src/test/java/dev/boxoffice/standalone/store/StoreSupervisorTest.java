package dev.boxoffice.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class StoreSupervisorTest {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final StoreSupervisor supervisor = new StoreSupervisor(said::add);

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void a_store_that_died_is_started_again() {
        var store = new DyingStore(false);
        supervisor.watch(Map.of("Redis", store));
        store.kill();
        await().atMost(Duration.ofSeconds(20)).until(store::isRunning);
        assertThat(store.starts.get()).isOne();
        assertThat(said).startsWith("Redis ended unexpectedly, restarting");
    }

    @Test
    void a_store_that_keeps_dying_is_left_lying() {
        var store = new DyingStore(true);
        supervisor.watch(Map.of("Redis", store));
        store.kill();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> said.contains("Redis ended again and is not restarted any more"));
        assertThat(store.starts.get()).isEqualTo(5);
    }

    /// Nothing is asked of it but to start, to die and to say whether it runs.
    private static final class DyingStore implements StoreServer {

        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicInteger starts = new AtomicInteger();
        private final boolean broken;

        DyingStore(boolean broken) {
            this.broken = broken;
        }

        @Override
        public String url() {
            return "";
        }

        @Override
        public void start() {
            starts.incrementAndGet();
            if (broken) {
                throw new StoreException("broken");
            }
            running.set(true);
        }

        @Override
        public void stop() {
            running.set(false);
        }

        @Override
        public void kill() {
            running.set(false);
        }

        @Override
        public boolean isRunning() {
            return running.get();
        }

        @Override
        public void suspend() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resume() {
            throw new UnsupportedOperationException();
        }
    }
}
