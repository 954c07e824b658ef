package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.ServiceDirectory;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.platform.problem.Problem;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/// What event-service remembers of waiting rooms in Postgres, for when Redis and every gateway that knew one are gone.
@Component
class WaitingRoomRestorationClient {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoomRestorationClient.class);

    private final ServiceDirectory services;
    private final Duration timeout;
    private final WebClient web = WebClient.create();

    WaitingRoomRestorationClient(ServiceDirectory services, QueueProperties properties) {
        this.services = services;
        this.timeout = properties.catalogue().timeout();
    }

    /// Has event-service write a remembered room back into Redis. Where it cannot be asked no room is opened: a new
    /// one would make everybody who waited in the old one equal.
    Mono<Void> restore(UUID event) {
        return web.post()
                .uri(services.address(Upstream.EVENT).resolve("/internal/waiting-rooms/" + event + "/restoration"))
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode()))
                .timeout(timeout)
                .onErrorMap(error -> unreachable(event, error.toString()))
                .flatMap(status -> status.is5xxServerError()
                        ? Mono.error(unreachable(event, status.toString()))
                        : told(event, status));
    }

    private static Mono<Void> told(UUID event, HttpStatusCode status) {
        if (status.value() == 204) {
            log.warn("The waiting room of event {} was lost; it goes on from its checkpoint", event);
        }
        return Mono.empty();
    }

    private static Throwable unreachable(UUID event, String why) {
        log.warn("Whether event {} had a waiting room is not known: {}", event, why);
        return Problem.unavailable("The waiting room cannot be opened right now.", Duration.ofSeconds(2))
                .toException();
    }
}
