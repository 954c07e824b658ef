package dev.boxoffice.gateway.operations;

import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.ServiceDirectory;
import dev.boxoffice.gateway.route.service.ServiceInstance;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Asks each instance of a service for its metrics, past its breaker: what is wrong is what operators want to see.
@Component
class FigureClient {

    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    private final ServiceDirectory services;
    private final Duration timeout;
    private final WebClient web;

    FigureClient(ServiceDirectory services, FigureProperties properties) {
        this.services = services;
        this.timeout = properties.timeout();
        this.web = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    /// Those of the instances that answer.
    Mono<List<MetricSample>> read(Upstream upstream) {
        return Flux.fromIterable(services.of(upstream).all())
                .flatMap(this::read)
                .flatMapIterable(samples -> samples)
                .collectList();
    }

    private Mono<List<MetricSample>> read(ServiceInstance instance) {
        InetSocketAddress address = instance.address();
        return web.get()
                .uri("http://{host}:{port}/actuator/prometheus", address.getHostString(), address.getPort())
                .retrieve()
                .bodyToMono(String.class)
                .timeout(timeout)
                .map(MetricSample::read)
                .onErrorComplete();
    }
}
