package dev.boxoffice.gateway.route.service;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// O1: one instance of a service, judged for itself: one that fails or hangs costs the others nothing.
public final class ServiceInstance {

    private final InetSocketAddress address;
    private final CircuitBreaker breaker;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long passOverUntil;

    ServiceInstance(InetSocketAddress address, CircuitBreaker breaker) {
        this.address = address;
        this.breaker = breaker;
    }

    public InetSocketAddress address() {
        return address;
    }

    public CircuitBreaker breaker() {
        return breaker;
    }

    int inFlight() {
        return inFlight.get();
    }

    boolean isPassedOver(long nowMillis) {
        return passOverUntil > nowMillis;
    }

    void passOver(long untilMillis) {
        passOverUntil = untilMillis;
    }

    /// Whether it takes one more request; then [#end] must follow.
    boolean begin(int mostInFlight) {
        if (inFlight.incrementAndGet() <= mostInFlight && breaker.tryAcquirePermission()) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    public void succeeded(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    public void failed(long nanos, Throwable error) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, error);
    }

    /// What happened says nothing about the instance.
    public void saidNothing() {
        breaker.releasePermission();
    }

    public void end() {
        inFlight.decrementAndGet();
    }
}
