package dev.boxoffice.gateway.docs;

import dev.boxoffice.gateway.route.ServiceDirectory;
import dev.boxoffice.gateway.route.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One OpenAPI document for the whole platform, made of what the services say of themselves.
@RestController
class OpenApiController {

    private static final Logger log = LoggerFactory.getLogger(OpenApiController.class);
    private static final List<Upstream> SERVICES =
            List.of(Upstream.EVENT, Upstream.SEARCH, Upstream.BOOKING, Upstream.SUPPORT);

    private record Part(Upstream service, Optional<ObjectNode> document) {}

    private final JsonMapper json;
    private final ServiceDirectory services;
    private final DocsProperties properties;
    private final WebClient web;
    private final ObjectNode base;
    private final Map<Upstream, ObjectNode> lastKnown = new ConcurrentHashMap<>();
    private final Mono<byte[]> document;

    OpenApiController(JsonMapper json, ServiceDirectory services, DocsProperties properties) {
        this.json = json;
        this.services = services;
        this.properties = properties;
        this.web = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs()
                        .maxInMemorySize(Math.toIntExact(properties.maxSize().toBytes())))
                .build();
        this.base = readBase(json);
        this.document = Mono.defer(this::merge).cache(properties.ttl());
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> apiDocs() {
        return document.map(body -> ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(properties.ttl()).cachePublic())
                .body(body));
    }

    private Mono<byte[]> merge() {
        return Flux.fromIterable(SERVICES)
                .flatMapSequential(this::fetch)
                .collectList()
                .map(this::merge);
    }

    private Mono<Part> fetch(Upstream service) {
        return web.get()
                .uri(services.address(service).resolve("/v3/api-docs"))
                .accept(MediaType.APPLICATION_JSON)
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(properties.timeout())
                .map(body -> (ObjectNode) json.readTree(body))
                .doOnNext(fresh -> lastKnown.put(service, fresh))
                .map(fresh -> new Part(service, Optional.of(fresh)))
                .onErrorResume(error -> {
                    log.warn("{} does not hand over its API document: {}", service, error.toString());
                    return Mono.just(new Part(service, Optional.ofNullable(lastKnown.get(service))));
                });
    }

    private byte[] merge(List<Part> parts) {
        OpenApiMerge merge = new OpenApiMerge(base);
        ArrayNode missing = json.createArrayNode();
        for (Part part : parts) {
            String name = part.service().name().toLowerCase(Locale.ROOT);
            part.document()
                    .ifPresentOrElse(
                            found -> merge.add(
                                    name, found, path -> part.service().serves(path)),
                            () -> missing.add(name));
        }
        ObjectNode document = merge.document();
        if (!missing.isEmpty()) {
            document.set("x-missing-services", missing);
        }
        return json.writeValueAsBytes(document);
    }

    private static ObjectNode readBase(JsonMapper json) {
        try (InputStream in = new ClassPathResource("openapi.json").getInputStream()) {
            return (ObjectNode) json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
