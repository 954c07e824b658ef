package dev.boxoffice.support.timer;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Handles timers that are due, one a transaction: a handler never holds the locks of two cases. Timers are locked
/// last.
@Component
public class TimerWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(TimerWorker.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int LANES = 2;
    private static final int BATCH = 20;
    /// Far longer than a batch takes; a dead worker's timers are taken again after it.
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    private static final Duration KEEP_FIRED = Duration.ofDays(1);
    private static final Duration DELETE_EVERY = Duration.ofMinutes(10);

    private final TimerRepository timers;
    private final Map<TimerKind, TimerHandler> handlers;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Timer lag;
    private volatile Instant lastDeletion = Instant.EPOCH;

    TimerWorker(
            TimerRepository timers,
            List<TimerHandler> handlers,
            TransactionTemplate transactions,
            Clock clock,
            MeterRegistry meters) {
        super("timers", POLL, LANES);
        this.timers = timers;
        this.handlers = handlers.stream().collect(Collectors.toMap(TimerHandler::kind, Function.identity()));
        this.transactions = transactions;
        this.clock = clock;
        this.lag = Timer.builder("boxoffice.support.timer.lag")
                .description("From the due time of a timer to its handling")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    protected boolean runOnce() {
        handleDue();
        return false;
    }

    /// Handles everything due now.
    ///
    /// @return how many timers were handled
    public int handleDue() {
        var handled = 0;
        for (var due = take(); !due.isEmpty(); due = take()) {
            due.forEach(this::handle);
            handled += due.size();
        }
        deleteOld();
        return handled;
    }

    private List<DueTimer> take() {
        return timers.take(UtcTime.now(clock), LEASE, BATCH);
    }

    private void handle(DueTimer timer) {
        var now = UtcTime.now(clock);
        try {
            transactions.executeWithoutResult(_ -> call(timer, now));
            lag.record(Duration.between(timer.dueAt(), now));
        } catch (RuntimeException failure) {
            log.warn("Timer {} of {} failed, attempt {}", timer.kind(), timer.subject(), timer.attempts() + 1, failure);
            timers.postpone(timer, now, retryAfter(timer.attempts()));
        }
    }

    private void call(DueTimer timer, Instant now) {
        var handler = handlers.get(timer.kind());
        if (handler == null) {
            throw new IllegalStateException("nobody handles " + timer.kind());
        }
        handler.handle(timer.subject(), now);
        timers.markFired(timer, now);
    }

    private static Duration retryAfter(int attempts) {
        var pause = FIRST_RETRY.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : pause;
    }

    private void deleteOld() {
        var now = UtcTime.now(clock);
        if (lastDeletion.plus(DELETE_EVERY).isBefore(now)) {
            lastDeletion = now;
            timers.deleteFiredBefore(now.minus(KEEP_FIRED));
        }
    }
}
