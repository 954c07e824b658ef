package dev.boxoffice.platform.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A piece of background work, done again and again with a pause between. Declare one bean each:
/// [WorkerScheduler] runs it, measures it, and survives its failures.
public abstract class Worker {
    private final String name;
    private final Duration pause;
    private final int lanes;
    private final Semaphore woken = new Semaphore(0);

    /// @param name of its threads, and the tag `worker` of its metrics: words with hyphens
    /// @param pause between two runs when there is nothing more to do at once
    protected Worker(String name, Duration pause) {
        this(name, pause, 1);
    }

    /// @param lanes how many threads do the work side by side
    protected Worker(String name, Duration pause, int lanes) {
        this.name = name;
        this.pause = pause;
        this.lanes = lanes;
    }

    /// Does what is due. What fails is logged and tried again after the pause.
    ///
    /// @return true where more may be due at once, so that no pause is made
    protected abstract boolean runOnce() throws InterruptedException;

    /// Ends the pause early: there is something to do.
    public final void wake() {
        woken.release();
    }

    final String name() {
        return name;
    }

    final int lanes() {
        return lanes;
    }

    final void pause() throws InterruptedException {
        if (woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            woken.drainPermits();
        }
    }

    final void wakeAll() {
        woken.release(lanes);
    }
}
