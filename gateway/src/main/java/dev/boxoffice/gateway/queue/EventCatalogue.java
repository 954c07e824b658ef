package dev.boxoffice.gateway.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.gateway.redis.Redis;
import dev.boxoffice.gateway.route.ServiceDirectory;
import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events as event-service tells them; what was known last stands in while it is away.
@Component
class EventCatalogue {

    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private record Known(EventInfo event, Instant until) {}

    private final ServiceDirectory services;
    private final QueueProperties.Catalogue properties;
    private final JsonMapper json;
    private final Clock clock;
    private final WebClient web;
    private final Cache<UUID, Known> known;
    private final Map<UUID, Mono<EventInfo>> asking = new ConcurrentHashMap<>();

    EventCatalogue(ServiceDirectory services, QueueProperties properties, JsonMapper json, Clock clock, Redis redis) {
        this.services = services;
        this.properties = properties.catalogue();
        this.json = json;
        this.clock = clock;
        this.web = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
        this.known = Caffeine.newBuilder().maximumSize(this.properties.size()).build();
        redis.listen("bo:catalog", this::changed);
    }

    /// The event, or a 404 problem. One that is a little old is told at once and asked for meanwhile, so that nothing
    /// stands
    /// still while event-service is slow; one that has changed is asked for first.
    Mono<EventInfo> find(UUID event) {
        Known remembered = known.getIfPresent(event);
        Instant now = clock.instant();
        if (remembered != null && now.isBefore(remembered.until())) {
            return Mono.just(remembered.event());
        }
        Mono<EventInfo> answer = asking.computeIfAbsent(
                event, id -> ask(id).doFinally(_ -> asking.remove(id)).cache());
        if (remembered != null && now.isBefore(remembered.until().plus(properties.ttl()))) {
            answer.subscribe(_ -> {}, _ -> {});
            return Mono.just(remembered.event());
        }
        return answer;
    }

    private void changed(String event) {
        try {
            // Kept as a last resort, but asked for again before it is next used.
            known.asMap().computeIfPresent(UUID.fromString(event), (_, old) -> new Known(old.event(), Instant.EPOCH));
        } catch (IllegalArgumentException _) {
            return; // not an id: nothing of ours
        }
    }

    private Mono<EventInfo> ask(UUID id) {
        return web.get()
                .uri(services.address(Upstream.EVENT).resolve("/events/" + id))
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(properties.timeout())
                .map(body -> read(id, json.readTree(body)))
                .doOnNext(event ->
                        known.put(id, new Known(event, clock.instant().plus(properties.ttl()))))
                .onErrorResume(error -> fallback(id, error));
    }

    private Mono<EventInfo> fallback(UUID id, Throwable error) {
        if (error instanceof WebClientResponseException answer
                && answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            known.invalidate(id);
            return Mono.error(noSuchEvent());
        }
        Known last = known.getIfPresent(id);
        return last != null
                ? Mono.just(last.event())
                : Mono.error(Problem.unavailable("The event cannot be read right now.", Duration.ofSeconds(2))
                        .toException());
    }

    static ProblemException noSuchEvent() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.").toException();
    }

    private static EventInfo read(UUID id, JsonNode event) {
        JsonNode room = event.path("waitingRoom");
        int total = 0;
        for (JsonNode section : event.path("sections")) {
            total += section.path("total").asInt(0);
        }
        JsonNode start = event.path("salesStartAt");
        return new EventInfo(
                id,
                event.path("status").asString(""),
                start.isString() ? Instant.parse(start.asString()) : null,
                new Settings(
                        Mode.valueOf(room.path("mode").asString("OFF")),
                        room.path("admitPerMinute").asInt(600),
                        room.path("maxActive").asInt(2_000)),
                total);
    }
}
