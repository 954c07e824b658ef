package dev.boxoffice.gateway.route;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// The services behind the gateway by name.
@Component
public class ServiceDirectory {

    private final Map<Upstream, UpstreamTarget> services = new EnumMap<>(Upstream.class);

    ServiceDirectory(ServicesProperties addresses, UpstreamProperties properties, Clock clock, MeterRegistry metrics) {
        CircuitBreakerConfig breaker = CircuitBreakerConfig.custom()
                .slidingWindowSize(properties.breakerWindow())
                .minimumNumberOfCalls(properties.breakerMinimum())
                .waitDurationInOpenState(properties.breakerOpen())
                .permittedNumberOfCallsInHalfOpenState(properties.breakerProbes())
                .build();
        for (Upstream upstream : Upstream.values()) {
            String name = upstream.name().toLowerCase(Locale.ROOT);
            UpstreamTarget service = new UpstreamTarget(
                    upstream,
                    new InstanceRotation(addresses.of(upstream), clock, properties.passOver()),
                    CircuitBreaker.of(name, breaker),
                    new AtomicInteger());
            services.put(upstream, service);
            Gauge.builder("boxoffice_gateway_in_flight", service.inFlight(), AtomicInteger::get)
                    .tag("service", name)
                    .register(metrics);
            Gauge.builder("boxoffice_gateway_breaker_open", service.breaker(), ServiceDirectory::open)
                    .tag("service", name)
                    .register(metrics);
        }
    }

    UpstreamTarget of(Upstream upstream) {
        UpstreamTarget service = services.get(upstream);
        if (service == null) {
            throw new IllegalStateException("No such service: " + upstream);
        }
        return service;
    }

    /// An instance of a service, for the gateway's own questions.
    public URI address(Upstream upstream) {
        return of(upstream).instances().next(null).uri();
    }

    private static double open(CircuitBreaker breaker) {
        return breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }
}
