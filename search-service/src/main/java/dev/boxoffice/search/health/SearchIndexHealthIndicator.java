package dev.boxoffice.search.health;

import dev.boxoffice.search.capture.stream.CaptureProperties;
import dev.boxoffice.search.index.IndexAdminClient;
import dev.boxoffice.search.indexing.IndexProgressService;
import dev.boxoffice.search.indexing.ParkedRowService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Tells whether answers are fresh. Stale or missing ones are a degraded service, never a reason to restart it.
@Component("searchIndexHealthIndicator")
class SearchIndexHealthIndicator implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final IndexAdminClient indices;
    private final IndexProgressService progress;
    private final ParkedRowService parked;
    private final CaptureProperties limits;

    SearchIndexHealthIndicator(
            IndexAdminClient indices,
            IndexProgressService progress,
            ParkedRowService parked,
            CaptureProperties limits) {
        this.indices = indices;
        this.progress = progress;
        this.parked = parked;
        this.limits = limits;
    }

    @Override
    public Health health() {
        var serving = indices.isServing();
        var reading = isWithin(progress.sinceReaderBeat());
        var fresh = isWithin(progress.lag());
        return (serving && reading && fresh ? Health.up() : Health.status(DEGRADED))
                .withDetail("index", serving ? "answers" : "cannot be searched")
                .withDetail("reader", reading ? "reads" : "nobody reads changes")
                .withDetail("lagSeconds", seconds(progress.lag()))
                .withDetail("parked", parked.count())
                .build();
    }

    private boolean isWithin(@Nullable Duration age) {
        return age != null && age.compareTo(limits.healthyLag()) <= 0;
    }

    private static Object seconds(@Nullable Duration lag) {
        return lag == null ? "unknown" : lag.toMillis() / 1000.0;
    }
}
