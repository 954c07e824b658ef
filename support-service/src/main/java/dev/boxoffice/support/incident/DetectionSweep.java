package dev.boxoffice.support.incident;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.Cases;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Looks around for cases whose process died before it could.
@Component
class DetectionSweep {

    private final Detection detection;
    private final Cases cases;
    private final Clock clock;

    DetectionSweep(Detection detection, Cases cases, Clock clock) {
        this.detection = detection;
        this.cases = cases;
        this.clock = clock;
    }

    void sweep() {
        var now = UtcTime.now(clock);
        detection.missed(now).stream()
                .flatMap(id -> cases.find(id).stream())
                .forEach(missed -> detection.lookAround(missed, now));
    }
}
