package dev.boxoffice.gateway.waitingroom.draw;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// Says before a draw who would take part in it now.
///
/// Everybody may ask, and an answer reads all places: it is kept the longer the more there are.
@Service
public class EntrantSummaryService {

    private static final int MOST_EVENTS = 1_000;
    private static final int ENTRANTS_A_REFRESH = 10_000;

    private record Reading(Mono<EntrantSummary> summary, Duration keep) {}

    private final EntrantStore entrants;
    private final Duration refresh;
    private final Cache<UUID, Reading> readings = Caffeine.newBuilder()
            .maximumSize(MOST_EVENTS)
            .expireAfter(Expiry.<UUID, Reading>writing((_, reading) -> reading.keep()))
            .build();

    EntrantSummaryService(EntrantStore entrants, QueueProperties properties) {
        this.entrants = entrants;
        this.refresh = properties.drawRefresh();
    }

    public Mono<EntrantSummary> of(UUID event, QueueOrder order) {
        return readings.get(
                        event,
                        id -> new Reading(
                                entrants.read(id, order.base(), order.next())
                                        .map(EntrantSummary::of)
                                        .doOnError(_ -> readings.invalidate(id))
                                        .cache(),
                                refresh.multipliedBy(1 + order.waiting() / ENTRANTS_A_REFRESH)))
                .summary();
    }
}
