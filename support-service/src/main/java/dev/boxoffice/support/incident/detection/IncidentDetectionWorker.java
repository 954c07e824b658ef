package dev.boxoffice.support.incident.detection;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.data.CaseRepository;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Detects incidents for cases whose process died before it could.
@Component
class IncidentDetectionWorker extends Worker {

    private static final Duration POLL = Duration.ofSeconds(5);

    private final IncidentDetectionService detection;
    private final CaseRepository cases;
    private final Clock clock;

    IncidentDetectionWorker(IncidentDetectionService detection, CaseRepository cases, Clock clock) {
        super("detection", POLL);
        this.detection = detection;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        detectMissed();
        return false;
    }

    void detectMissed() {
        var now = UtcTime.now(clock);
        detection.findMissed(now).stream()
                .flatMap(id -> cases.find(id).stream())
                .forEach(missed -> detection.detect(missed, now));
    }
}
