package dev.boxoffice.support.intake;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.timer.TimerRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Tries an enrichment again later, until it is given up.
@Service
class EnrichmentRetryService {

    private final TimerRepository timers;
    private final HistoryRepository history;
    private final SupportProperties.Snapshot limits;

    EnrichmentRetryService(TimerRepository timers, HistoryRepository history, SupportProperties properties) {
        this.timers = timers;
        this.history = history;
        this.limits = properties.snapshot();
    }

    void retryLater(SupportCase known, Instant now) {
        var waited = Duration.between(known.progress().createdAt(), now);
        var longest = limits.retryAfter().multipliedBy(1L << limits.attempts());
        if (waited.compareTo(longest) > 0) {
            history.recordForCase(
                    known.id(), HistoryEventType.ENRICHMENT_GIVEN_UP, HistoryRepository.DESK, now, Map.of());
            return;
        }
        // Twice as long as it has waited already: 5 s, 10 s, 20 s, …
        var pause = waited.compareTo(limits.retryAfter()) < 0 ? limits.retryAfter() : waited;
        timers.arm(TimerKind.ENRICH, known.id(), now.plus(pause));
    }
}
