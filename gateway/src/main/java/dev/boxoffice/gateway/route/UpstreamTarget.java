package dev.boxoffice.gateway.route;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.atomic.AtomicInteger;

/// One service as the gateway calls it: its instances, its breaker, and how many requests wait for it.
record UpstreamTarget(Upstream upstream, InstanceRotation instances, CircuitBreaker breaker, AtomicInteger inFlight) {}
