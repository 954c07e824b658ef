package dev.boxoffice.support.monitoring.synthetic;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Opens a synthetic case in each interval.
@Component
class SyntheticCaseWorker extends Worker {

    private final SyntheticCaseService synthetic;
    private final Clock clock;

    SyntheticCaseWorker(SyntheticCaseService synthetic, Clock clock) {
        super("synthetic-case", SyntheticCaseService.INTERVAL);
        this.synthetic = synthetic;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        synthetic.open(UtcTime.now(clock));
        return false;
    }
}
