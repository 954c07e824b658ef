package dev.boxoffice.support.monitoring.health;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Reads the desk's gauges from Postgres now and then.
@Component
class SupportMetricsWorker extends Worker {

    private static final Duration POLL = Duration.ofSeconds(15);

    private final SupportMetrics metrics;

    SupportMetricsWorker(SupportMetrics metrics) {
        super("support-metrics", POLL);
        this.metrics = metrics;
    }

    @Override
    protected boolean runOnce() {
        metrics.refresh();
        return false;
    }
}
