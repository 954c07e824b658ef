package dev.boxoffice.booking.seats;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings to Redis what a crash or an outage kept from it; several instances share the work.
@Component
class MirrorRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MirrorRelay.class);

    private final MirrorOutbox outbox;
    private final TicketQueries tickets;
    private final SeatMirror mirror;
    private final TransactionTemplate transactions;
    private final Settings settings;
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean running;
    private volatile long behind;

    @Component
    record Settings(MirrorProperties properties, Clock clock) {}

    MirrorRelay(
            MirrorOutbox outbox,
            TicketQueries tickets,
            SeatMirror mirror,
            TransactionTemplate transactions,
            Settings settings) {
        this.outbox = outbox;
        this.tickets = tickets;
        this.mirror = mirror;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Component
    static class Metrics {
        Metrics(MirrorRelay relay, MeterRegistry metrics) {
            Gauge.builder("boxoffice.booking.mirror.overdue", relay, it -> it.behind)
                    .description("Changes of tickets that Redis should know of and does not")
                    .register(metrics);
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("mirror-relay").start(this::run);
    }

    private void run() {
        while (running) {
            try {
                outbox.deleteDone();
                while (repairBatch() && running) {
                    log.debug("More changes wait for Redis");
                }
            } catch (DataAccessException | TransactionException unavailable) {
                log.debug("The mirror relay waits for its stores: {}", unavailable.getMessage());
            }
            try {
                if (stopped.tryAcquire(settings.properties().poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// @return whether a full batch was repaired, so that there may be more
    private boolean repairBatch() {
        var repaired = transactions.execute(_ -> {
            var properties = settings.properties();
            var overdue =
                    outbox.lockOverdue(settings.clock().instant().minus(properties.repairAfter()), properties.batch());
            behind = overdue.size();
            var rows = new ArrayList<UUID>();
            overdue.stream()
                    .collect(Collectors.groupingBy(MirrorOutbox.Row::event))
                    .forEach((event, changes) -> {
                        if (repair(event, changes)) {
                            changes.forEach(change -> rows.add(change.id()));
                        }
                    });
            if (!rows.isEmpty()) {
                outbox.delete(rows);
                log.info("Repaired {} changes in Redis", rows.size());
            }
            return rows.size();
        });
        return repaired != null && repaired == settings.properties().batch();
    }

    private boolean repair(UUID event, List<MirrorOutbox.Row> changes) {
        var ordinals = changes.stream()
                .flatMap(change -> change.ordinals().stream())
                .distinct()
                .toList();
        if (!mirror.write(event, tickets.states(event, ordinals))) {
            return false;
        }
        return changes.stream()
                .allMatch(change ->
                        mirror.write(event, List.of(), change.booking().toString(), admissionOf(change)));
    }

    private static String admissionOf(MirrorOutbox.Row change) {
        return change.spentAdmission() == null ? "" : change.spentAdmission();
    }

    @Override
    public void stop() {
        running = false;
        stopped.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
