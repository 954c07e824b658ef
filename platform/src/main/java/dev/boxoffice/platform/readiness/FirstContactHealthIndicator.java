package dev.boxoffice.platform.readiness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;

/// Out of service until every [FirstContact] was made, and up for ever after. Each probe that finds one missing has it
/// tried again, on a thread of its own: a probe never waits.
public final class FirstContactHealthIndicator implements HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(FirstContactHealthIndicator.class);

    private final List<FirstContact> missing;
    private final AtomicBoolean trying = new AtomicBoolean();

    public FirstContactHealthIndicator(List<FirstContact> contacts) {
        this.missing = new CopyOnWriteArrayList<>(contacts);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        health();
    }

    @Override
    public Health health() {
        if (missing.isEmpty()) {
            return Health.up().build();
        }
        if (trying.compareAndSet(false, true)) {
            Thread.ofVirtual().name("first-contact").start(this::tryMissing);
        }
        return Health.outOfService()
                .withDetail("missing", missing.stream().map(FirstContact::name).toList())
                .build();
    }

    private void tryMissing() {
        try {
            missing.removeIf(FirstContactHealthIndicator::isMade);
        } finally {
            trying.set(false);
        }
    }

    private static boolean isMade(FirstContact contact) {
        try {
            contact.attempt().run();
            return true;
        } catch (Exception unreached) {
            log.warn("Not ready, {} was not reached yet: {}", contact.name(), unreached.toString());
            return false;
        }
    }
}
