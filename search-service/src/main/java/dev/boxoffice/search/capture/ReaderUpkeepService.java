package dev.boxoffice.search.capture;

import dev.boxoffice.search.capture.stream.CaptureProperties;
import dev.boxoffice.search.capture.stream.ReaderProgress;
import dev.boxoffice.search.rebuild.RebuildWorker;
import java.lang.management.ManagementFactory;
import org.springframework.stereotype.Service;

/// What the active reader looks after while changes flow: its own progress, and the index behind the alias.
@Service
class ReaderUpkeepService {

    private static final String SELF = ManagementFactory.getRuntimeMXBean().getName();

    private final ReaderProgress progress;
    private final CaptureMetrics metrics;
    private final RebuildWorker rebuilds;
    private final IndexInspectionService inspection;
    private final CaptureProperties limits;
    private long nextInspectionNanos = System.nanoTime();

    ReaderUpkeepService(
            ReaderProgress progress,
            CaptureMetrics metrics,
            RebuildWorker rebuilds,
            IndexInspectionService inspection,
            CaptureProperties limits) {
        this.progress = progress;
        this.metrics = metrics;
        this.rebuilds = rebuilds;
        this.inspection = inspection;
        this.limits = limits;
    }

    void run() {
        progress.save(SELF);
        metrics.measureLag();
        if (System.nanoTime() - nextInspectionNanos >= 0 && !rebuilds.isBusy()) {
            nextInspectionNanos = System.nanoTime() + limits.inspection().toNanos();
            inspection.inspect();
        }
    }
}
