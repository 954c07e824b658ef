package dev.boxoffice.gateway.waitingroom.event;

import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.ServiceDirectory;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.platform.organization.OrganizationRight;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks event-service for an event.
@Component
class QueuedEventClient {

    private static final int LARGEST_ANSWER = 4 * 1024 * 1024;
    private static final int DEFAULT_ADMIT_PER_MINUTE = 600;
    private static final int DEFAULT_MAX_ACTIVE = 2_000;

    private final ServiceDirectory services;
    private final Duration timeout;
    private final JsonMapper json;
    private final WebClient web;

    QueuedEventClient(ServiceDirectory services, QueueProperties properties, JsonMapper json) {
        this.services = services;
        this.timeout = properties.catalogue().timeout();
        this.json = json;
        this.web = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    /// Empty where there is no such event.
    Mono<QueuedEvent> find(UUID id) {
        return web.get()
                .uri(services.address(Upstream.EVENT).resolve("/events/" + id))
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(timeout)
                .map(body -> read(id, json.readTree(body)))
                .onErrorResume(WebClientResponseException.NotFound.class, _ -> Mono.empty());
    }

    /// What somebody may do with an event; empty where there is no such event.
    Mono<Set<OrganizationRight>> rights(UUID id, String subject) {
        return web.get()
                .uri(UriComponentsBuilder.fromUri(services.address(Upstream.EVENT))
                        .path("/internal/events/{id}/rights")
                        .queryParam("subject", "{subject}")
                        .encode()
                        .buildAndExpand(id, subject)
                        .toUri())
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(timeout)
                .map(body -> json.readTree(body).path("rights"))
                .map(QueuedEventClient::rights)
                .onErrorResume(WebClientResponseException.NotFound.class, _ -> Mono.empty());
    }

    /// One that a newer event-service knows and this gateway does not is none of its business.
    private static Set<OrganizationRight> rights(JsonNode names) {
        Set<OrganizationRight> rights = EnumSet.noneOf(OrganizationRight.class);
        for (OrganizationRight right : OrganizationRight.values()) {
            for (JsonNode name : names) {
                if (right.name().equals(name.asString(""))) {
                    rights.add(right);
                }
            }
        }
        return rights;
    }

    private static QueuedEvent read(UUID id, JsonNode event) {
        JsonNode room = event.path("waitingRoom");
        int total = 0;
        for (JsonNode section : event.path("sections")) {
            total += section.path("total").asInt(0);
        }
        JsonNode start = event.path("salesStartAt");
        return new QueuedEvent(
                id,
                event.path("name").asString(""),
                event.path("status").asString(""),
                start.isString() ? Instant.parse(start.asString()) : null,
                new WaitingRoomSettings(
                        WaitingRoomMode.valueOf(room.path("mode").asString("OFF")),
                        room.path("admitPerMinute").asInt(DEFAULT_ADMIT_PER_MINUTE),
                        room.path("maxActive").asInt(DEFAULT_MAX_ACTIVE)),
                total);
    }
}
