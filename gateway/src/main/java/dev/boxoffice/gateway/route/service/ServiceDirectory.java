package dev.boxoffice.gateway.route.service;

import dev.boxoffice.gateway.route.Upstream;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The services behind the gateway by name.
@Component
public class ServiceDirectory {

    private final Map<Upstream, ServiceInstances> services = new EnumMap<>(Upstream.class);

    ServiceDirectory(ServicesProperties addresses, UpstreamProperties properties, Clock clock, MeterRegistry metrics) {
        CircuitBreakerConfig breaker = CircuitBreakerConfig.custom()
                .slidingWindowSize(properties.breakerWindow())
                .minimumNumberOfCalls(properties.breakerMinimum())
                .waitDurationInOpenState(properties.breakerOpen())
                .permittedNumberOfCallsInHalfOpenState(properties.breakerProbes())
                .build();
        for (Upstream upstream : Upstream.values()) {
            String name = upstream.name().toLowerCase(Locale.ROOT);
            ServiceInstances service = new ServiceInstances(
                    upstream,
                    addresses.of(upstream),
                    properties,
                    address -> CircuitBreaker.of(name + " " + address, breaker),
                    InetAddress::getAllByName,
                    clock);
            services.put(upstream, service);
            Gauge.builder("boxoffice_gateway_in_flight", service, ServiceInstances::inFlight)
                    .tag("service", name)
                    .register(metrics);
            Gauge.builder("boxoffice_gateway_breaker_open", service, ServiceDirectory::open)
                    .tag("service", name)
                    .register(metrics);
        }
    }

    public ServiceInstances of(Upstream upstream) {
        ServiceInstances service = services.get(upstream);
        if (service == null) {
            throw new IllegalStateException("No such service: " + upstream);
        }
        return service;
    }

    void resolve() {
        services.values().forEach(ServiceInstances::resolve);
    }

    /// An instance of a service, for the gateway's own questions.
    public URI address(Upstream upstream) {
        return of(upstream).address();
    }

    /// How many instances are not asked at the moment because they failed.
    private static double open(ServiceInstances service) {
        return service.all().stream()
                .filter(instance -> instance.breaker().getState() == CircuitBreaker.State.OPEN)
                .count();
    }
}
