package dev.boxoffice.support.monitoring.alert;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks for too many misroutes.
@Component
class MisrouteAlertWorker extends Worker {

    private static final Duration POLL = Duration.ofMinutes(1);

    private final MisrouteAlertService alerts;
    private final Clock clock;

    MisrouteAlertWorker(MisrouteAlertService alerts, Clock clock) {
        super("misroute-alert", POLL);
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        alerts.alertOnMisroutes(UtcTime.now(clock));
        return false;
    }
}
