package dev.boxoffice.booking.payment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps doing what is due in Postgres: open payments, refunds, bookings of cancelled events. Each has its
/// own thread, so that one waiting for Stripe does not keep the others.
@Component
class Chores implements SmartLifecycle {

    /// Work that is found by looking.
    interface Chore {
        /// Takes what is due, so that no other instance does it meanwhile.
        List<Runnable> due();
    }

    private static final Logger log = LoggerFactory.getLogger(Chores.class);

    private final List<Chore> chores;
    private final PaymentProperties properties;
    private final MeterRegistry metrics;
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean running;

    Chores(List<Chore> chores, PaymentProperties properties, MeterRegistry metrics) {
        this.chores = chores;
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        running = true;
        for (var chore : chores) {
            Thread.ofVirtual().name(chore.getClass().getSimpleName()).start(() -> run(chore));
        }
    }

    private void run(Chore chore) {
        try {
            while (running) {
                if (doDue(chore) == 0
                        && stopped.tryAcquire(properties.checkPoll().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return how much of it was done; none makes it pause
    private int doDue(Chore chore) throws InterruptedException {
        try {
            var due = chore.due();
            var open = new CountDownLatch(due.size());
            var done = new AtomicInteger();
            for (var work : due) {
                Thread.ofVirtual().name(chore.getClass().getSimpleName()).start(() -> {
                    try {
                        work.run();
                        done.incrementAndGet();
                        count(chore, "done");
                    } catch (RuntimeException failed) {
                        count(chore, "failed");
                        log.warn("{} will try again", chore.getClass().getSimpleName(), failed);
                    } finally {
                        open.countDown();
                    }
                });
            }
            open.await();
            return done.get();
        } catch (RuntimeException unavailable) {
            log.debug("{} waits for its store", chore.getClass().getSimpleName(), unavailable);
            return 0;
        }
    }

    private void count(Chore chore, String outcome) {
        metrics.counter("boxoffice.booking.chores", "chore", chore.getClass().getSimpleName(), "outcome", outcome)
                .increment();
    }

    @Override
    public void stop() {
        running = false;
        stopped.release(chores.size());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
