package dev.boxoffice.support.monitoring.alert;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks for cases nobody took.
@Component
class UnownedCaseAlertWorker extends Worker {

    private static final Duration POLL = Duration.ofMinutes(1);

    private final UnownedCaseAlertService alerts;
    private final Clock clock;

    UnownedCaseAlertWorker(UnownedCaseAlertService alerts, Clock clock) {
        super("unowned-case-alert", POLL);
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        alerts.alertOnUnownedCases(UtcTime.now(clock));
        return false;
    }
}
