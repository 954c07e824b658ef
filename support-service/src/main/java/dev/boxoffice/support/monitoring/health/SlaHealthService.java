package dev.boxoffice.support.monitoring.health;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.monitoring.reconciliation.SlaReconciliationService;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/// How the desk keeps its promises just now.
@Service
class SlaHealthService {

    private final SlaHealthRepository figures;
    private final SlaReconciliationService reconciliation;
    private final Clock clock;
    private final Duration closeAfter;
    private final long refreshAfterSeconds;

    SlaHealthService(
            SlaHealthRepository figures,
            SlaReconciliationService reconciliation,
            Clock clock,
            SupportProperties properties) {
        this.figures = figures;
        this.reconciliation = reconciliation;
        this.clock = clock;
        this.closeAfter = properties.closeAfter();
        this.refreshAfterSeconds = properties.statusRefresh().toSeconds();
    }

    SlaHealth read() {
        var now = UtcTime.now(clock);
        return figures.read(now, now.minus(closeAfter), reconciliation.drifting(), refreshAfterSeconds);
    }
}
