package dev.boxoffice.support.monitoring.health;

import dev.boxoffice.support.UtcTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Publishes the desk's health as gauges. They are read from Postgres now and then, not at each scrape: a scrape must
/// not be slow because the desk is.
@Component
public class SupportMetrics {

    private final SlaHealthService health;
    private final QueueDepthRepository queues;
    private final Clock clock;
    private final MultiGauge depth;
    private final MultiGauge age;
    private volatile @Nullable SlaHealth latest;

    SupportMetrics(SlaHealthService health, QueueDepthRepository queues, Clock clock, MeterRegistry meters) {
        this.health = health;
        this.queues = queues;
        this.clock = clock;
        this.depth = MultiGauge.builder("boxoffice.support.queue.depth")
                .description("Cases waiting for an owner")
                .register(meters);
        this.age = MultiGauge.builder("boxoffice.support.queue.oldest.age")
                .description("How long the oldest case of the queue has waited")
                .baseUnit("seconds")
                .register(meters);
        gauge(meters, "breached", "Running clocks past their deadline", SlaHealth::breached);
        gauge(meters, "near.miss", "Clocks in the last fifth of their time", SlaHealth::nearMiss);
        gauge(meters, "unowned.severity1", "Severity-1 cases nobody owns", SlaHealth::unownedSeverity1);
        gauge(meters, "unowned.at.risk", "Cases nobody owns, with little time left", SlaHealth::unownedAtRisk);
        gauge(meters, "junior.severity1", "Severity-1 cases in junior hands", SlaHealth::severity1InJuniorHands);
        gauge(meters, "misroutes.day", "Cases handed to another queue in 24 h", SlaHealth::misroutes);
        gauge(meters, "mttcr.seconds", "Mean time to the resolution that held", read -> orNaN(read.mttcrSeconds()));
        gauge(meters, "open.cases", "Cases not resolved", SlaHealth::openCases);
        gauge(meters, "escalated", "Open cases the manager was told of", SlaHealth::escalated);
        gauge(meters, "overflowed", "Waiting cases no expert took in time", SlaHealth::overflowed);
        gauge(meters, "open.incidents", "Incidents suspected or acknowledged", SlaHealth::openIncidents);
        gauge(meters, "incident.members", "Open cases under open incidents", SlaHealth::incidentMembers);
        gauge(meters, "frozen.clocks", "Clocks standing still", SlaHealth::frozenClocks);
        gauge(meters, "orphans", "Cases frozen without incident, or open without clock", SlaHealth::orphans);
        gauge(meters, "timers.overdue", "Timers 30 s late and more", SlaHealth::timersOverdue);
        gauge(meters, "timer.oldest.lag.seconds", "Lateness of the latest timer", SlaHealth::timerLagSeconds);
        gauge(
                meters,
                "synthetic.age.seconds",
                "Since the timers were last proven to run",
                read -> orNaN(read.syntheticAgeSeconds()));
        gauge(meters, "drifting.clocks", "Deadlines that are not what their history says", SlaHealth::driftingClocks);
        gauge(meters, "mail.unsent", "Mail not taken by the mail server yet, 10,000 at most", SlaHealth::unsentMail);
        gauge(meters, "labels", "Cases with a final category", SlaHealth::labels);
    }

    private void gauge(MeterRegistry meters, String name, String what, ToDoubleFunction<SlaHealth> figure) {
        Gauge.builder("boxoffice.support." + name, this, metrics -> {
                    var read = metrics.latest;
                    return read == null ? Double.NaN : figure.applyAsDouble(read);
                })
                .description(what)
                .register(meters);
    }

    private static double orNaN(@Nullable Long figure) {
        return figure == null ? Double.NaN : figure;
    }

    public void refresh() {
        latest = health.read();
        List<Row<?>> depths = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        for (var queue : queues.findAll(UtcTime.now(clock))) {
            var tags = Tags.of("queue", queue.queue(), "severity", String.valueOf(queue.severity()));
            depths.add(Row.of(tags, queue.waiting()));
            ages.add(Row.of(tags, queue.oldestSeconds()));
        }
        depth.register(depths, true);
        age.register(ages, true);
    }
}
