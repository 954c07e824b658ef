package dev.boxoffice.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// One piece of background work, done again and again with a pause between; it outlives every failure of the work.
public class Loop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Duration pause;
    private final int lanes;
    private final boolean enabled;
    private final Runnable work;
    private final Semaphore wake = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    public Loop(String name, Duration pause, SupportProperties.Workers workers, Runnable work) {
        this(name, pause, 1, workers, work);
    }

    /// @param lanes how many threads do the work side by side
    public Loop(String name, Duration pause, int lanes, SupportProperties.Workers workers, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.lanes = lanes;
        this.enabled = workers.enabled();
        this.work = work;
    }

    @Override
    public void start() {
        if (!enabled || running) {
            return;
        }
        running = true;
        for (var lane = 0; lane < lanes; lane++) {
            threads.add(Thread.ofVirtual().name(name + "-" + lane).start(this::run));
        }
    }

    private void run() {
        while (running) {
            try {
                work.run();
            } catch (RuntimeException failure) {
                log.warn("{} failed and will try again: {}", name, failure.toString());
                log.debug("{}", name, failure);
            }
            if (!paused()) {
                return;
            }
        }
    }

    private boolean paused() {
        try {
            if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Ends the pause early.
    public void nudge() {
        wake.release();
    }

    /// Lets work in progress end: an interrupt would tear its database connection.
    @Override
    public void stop() {
        running = false;
        wake.release(lanes);
        for (var thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException stopped) {
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
