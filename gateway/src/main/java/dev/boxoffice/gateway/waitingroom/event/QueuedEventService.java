package dev.boxoffice.gateway.waitingroom.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.platform.organization.OrganizationRight;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// Events as event-service tells them; what was known last stands in while it is away.
@Service
public class QueuedEventService {

    private record Known(QueuedEvent event, Instant until) {}

    private final QueuedEventClient client;
    private final Duration ttl;
    private final Clock clock;
    private final Cache<UUID, Known> known;
    private final Map<UUID, Mono<QueuedEvent>> asking = new ConcurrentHashMap<>();

    QueuedEventService(QueuedEventClient client, QueueProperties properties, Clock clock) {
        this.client = client;
        this.ttl = properties.catalogue().ttl();
        this.clock = clock;
        this.known =
                Caffeine.newBuilder().maximumSize(properties.catalogue().size()).build();
    }

    /// The event, or a 404 problem. One that is a little old is told at once and asked for meanwhile, so
    /// that nothing stands still while event-service is slow; one that has changed is asked for first.
    public Mono<QueuedEvent> find(UUID event) {
        Known remembered = known.getIfPresent(event);
        Instant now = clock.instant();
        if (remembered != null && now.isBefore(remembered.until())) {
            return Mono.just(remembered.event());
        }
        Mono<QueuedEvent> answer = asking.computeIfAbsent(
                event, id -> ask(id).doFinally(_ -> asking.remove(id)).cache());
        if (remembered != null && now.isBefore(remembered.until().plus(ttl))) {
            answer.subscribe(_ -> {}, _ -> {});
            return Mono.just(remembered.event());
        }
        return answer;
    }

    /// Whether somebody works for an event's organization in a role that runs its waiting room; asked for
    /// each time, since it is rarely asked.
    public Mono<Boolean> isRunBy(UUID event, String subject) {
        return client.rights(event, subject)
                .map(rights -> rights.contains(OrganizationRight.EDIT_EVENTS))
                .onErrorMap(
                        error -> !(error instanceof ProblemException),
                        _ -> Problem.unavailable("Whose event it is cannot be read right now.", Duration.ofSeconds(2))
                                .toException())
                .switchIfEmpty(Mono.error(QueuedEventService::noSuchEvent));
    }

    /// The event has changed: kept as a last resort, but asked for again before it is next used.
    void expire(UUID event) {
        known.asMap().computeIfPresent(event, (_, old) -> new Known(old.event(), Instant.EPOCH));
    }

    private Mono<QueuedEvent> ask(UUID id) {
        return client.find(id)
                .doOnNext(
                        event -> known.put(id, new Known(event, clock.instant().plus(ttl))))
                .onErrorResume(_ -> lastKnown(id))
                .switchIfEmpty(Mono.defer(() -> {
                    known.invalidate(id);
                    return Mono.error(noSuchEvent());
                }));
    }

    private Mono<QueuedEvent> lastKnown(UUID id) {
        Known last = known.getIfPresent(id);
        return last != null
                ? Mono.just(last.event())
                : Mono.error(Problem.unavailable("The event cannot be read right now.", Duration.ofSeconds(2))
                        .toException());
    }

    public static ProblemException noSuchEvent() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.").toException();
    }
}
