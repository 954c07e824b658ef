package dev.boxoffice.support.clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// Records breaches, and tells of each within the transaction that recorded it.
@Service
class SlaBreachService {

    private final SlaBreachRepository breaches;
    private final ApplicationEventPublisher events;
    private final Timer lag;

    SlaBreachService(SlaBreachRepository breaches, ApplicationEventPublisher events, MeterRegistry meters) {
        this.breaches = breaches;
        this.events = events;
        this.lag = Timer.builder("boxoffice.support.breach.detection.lag")
                .description("From a broken deadline to its record")
                .publishPercentileHistogram()
                .register(meters);
    }

    /// Records what is overdue before a freeze, a new target or a stop could hide it.
    void recordByCases(List<UUID> cases, Instant now) {
        publish(breaches.recordByCases(cases, now), now);
    }

    void recordByIncident(UUID incidentId, Instant now) {
        publish(breaches.recordByIncident(incidentId, now), now);
    }

    void recordByClock(UUID clockId, Instant now) {
        publish(breaches.recordByClock(clockId, now), now);
    }

    private void publish(List<SlaBreach> recorded, Instant now) {
        for (var breach : recorded) {
            lag.record(Duration.between(breach.dueAt(), now));
            events.publishEvent(
                    new SlaClockBreached(breach.clockId(), breach.caseId(), breach.incidentId(), breach.kind(), now));
        }
    }
}
