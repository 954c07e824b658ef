package dev.boxoffice.platform.worker;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Runs every [Worker] of the process on virtual threads of its own, so that one that waits keeps no other.
///
/// Counts each run as `boxoffice.worker.runs` by `worker` and `outcome` (`done`, `idle`, `failed`).
public final class WorkerScheduler implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WorkerScheduler.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final List<Worker> workers;
    private final MeterRegistry metrics;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    public WorkerScheduler(List<Worker> workers, MeterRegistry metrics) {
        this.workers = List.copyOf(workers);
        this.metrics = metrics;
    }

    @Override
    public void start() {
        if (running) {
            return;
        }
        running = true;
        for (var worker : workers) {
            for (var lane = 0; lane < worker.lanes(); lane++) {
                threads.add(Thread.ofVirtual().name(worker.name() + "-" + lane).start(() -> keepRunning(worker)));
            }
        }
    }

    private void keepRunning(Worker worker) {
        try {
            while (running) {
                if (!run(worker)) {
                    worker.pause();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean run(Worker worker) throws InterruptedException {
        try {
            var more = worker.runOnce();
            count(worker, more ? "done" : "idle");
            return more;
        } catch (RuntimeException failed) {
            count(worker, "failed");
            log.warn("{} failed and will try again: {}", worker.name(), failed.toString());
            log.debug("{} failed", worker.name(), failed);
            return false;
        }
    }

    private void count(Worker worker, String outcome) {
        metrics.counter("boxoffice.worker.runs", "worker", worker.name(), "outcome", outcome)
                .increment();
    }

    /// Lets runs under way end: an interrupt would tear their connections.
    @Override
    public void stop() {
        running = false;
        workers.forEach(Worker::wakeAll);
        for (var thread : threads) {
            try {
                thread.join(STOP_GRACE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
