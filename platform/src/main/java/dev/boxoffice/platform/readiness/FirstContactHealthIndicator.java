package dev.boxoffice.platform.readiness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.EventListener;

/// Out of service until every [FirstContact] was made, and up for ever after. They are tried again and again on a
/// thread of its own: a probe never waits.
public final class FirstContactHealthIndicator implements HealthIndicator, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(FirstContactHealthIndicator.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<FirstContact> missing;
    private final Thread trying = Thread.ofVirtual().name("first-contact").unstarted(this::keepTrying);

    public FirstContactHealthIndicator(List<FirstContact> contacts) {
        this.missing = new CopyOnWriteArrayList<>(contacts);
    }

    @EventListener(ApplicationReadyEvent.class)
    public void begin() {
        trying.start();
    }

    @Override
    public void destroy() {
        trying.interrupt();
    }

    @Override
    public Health health() {
        return missing.isEmpty()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail(
                                "missing",
                                missing.stream().map(FirstContact::name).toList())
                        .build();
    }

    private void keepTrying() {
        try {
            missing.removeIf(FirstContactHealthIndicator::isMade);
            while (!missing.isEmpty()) {
                Thread.sleep(PAUSE);
                missing.removeIf(FirstContactHealthIndicator::isMade);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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
