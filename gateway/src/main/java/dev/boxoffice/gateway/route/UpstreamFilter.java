package dev.boxoffice.gateway.route;

import dev.boxoffice.gateway.route.InstanceRotation.Instance;
import dev.boxoffice.gateway.route.UpstreamResponse.ServiceFailure;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Calls the service of a route: one of its instances, within the timeout, through its breaker.
///
/// It ends when the response's head has arrived; bodies and streams flow afterwards, unbuffered. Nothing that a service
/// may have seen is sent twice, except a GET whose connection broke before the answer.
@Component
class UpstreamFilter implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(UpstreamFilter.class);

    private final ServiceDirectory services;
    private final UpstreamProperties properties;
    private final ResponseTimeout timeout;

    UpstreamFilter(ServiceDirectory services, UpstreamProperties properties, ResponseTimeout timeout) {
        this.services = services;
        this.properties = properties;
        this.timeout = timeout;
    }

    @Override
    public int getOrder() {
        return 10_100; // chooses the target, which the routing filter then calls
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        Upstream upstream =
                (Upstream) Objects.requireNonNull(route.getMetadata().get(RouteConfiguration.UPSTREAM));
        name(exchange, upstream);
        UpstreamTarget service = services.of(upstream);
        if (service.inFlight().get() >= properties.maxInFlight(upstream)
                || !service.breaker().tryAcquirePermission()) {
            return Mono.error(unavailable());
        }
        service.inFlight().incrementAndGet();
        long start = System.nanoTime();
        return attempt(exchange, chain, service, service.instances().next(null), true)
                .then(Mono.<Void>defer(() -> UpstreamResponse.accept(exchange, upstream)))
                .doOnSuccess(_ -> service.breaker().onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS))
                .onErrorMap(error -> failed(service, whose(exchange, error), System.nanoTime() - start))
                .doOnCancel(() -> service.breaker().releasePermission())
                .doFinally(_ -> service.inFlight().decrementAndGet());
    }

    /// For the gateway's own metrics, to which a routed path is unknown.
    private static void name(ServerWebExchange exchange, Upstream upstream) {
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(observed -> observed.setPathPattern(RouteTable.nameOf(
                        upstream, exchange.getRequest().getPath().pathWithinApplication())));
    }

    private Mono<Void> attempt(
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            UpstreamTarget service,
            Instance instance,
            boolean first) {
        exchange.getAttributes()
                .put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target(instance, exchange.getRequest()));
        Mono<Void> call = chain.filter(exchange);
        Duration limit = timeout.of(exchange.getRequest(), service.upstream());
        if (!limit.equals(ResponseTimeout.NONE)) {
            StreamedRequest streamed = StreamedRequest.of(exchange);
            call = streamed == null
                    ? call.timeout(limit)
                    : call.timeout(streamed.taken().then(Mono.delay(limit)));
        }
        return call.onErrorResume(IOException.class, error -> {
            boolean notSent = neverConnected(error);
            if (notSent) {
                service.instances().refusedConnection(instance);
            }
            Instance other = service.instances().next(instance);
            if (!first || other == instance || !(notSent || isRead(exchange))) {
                return Mono.error(error);
            }
            ServerWebExchangeUtils.reset(exchange);
            return attempt(exchange, chain, service, other, false);
        });
    }

    private static URI target(Instance instance, ServerHttpRequest request) {
        URI asked = request.getURI();
        String query = asked.getRawQuery();
        return URI.create(instance.origin() + asked.getRawPath() + (query == null ? "" : "?" + query));
    }

    /// The instance has not seen a byte of it, so any request may go to another one.
    private static boolean neverConnected(IOException error) {
        return error instanceof ConnectException
                || error instanceof UnknownHostException
                || error instanceof NoRouteToHostException;
    }

    private static boolean isRead(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /// A body that its client did not finish is the client's failure, however it ended the call.
    private static Throwable whose(ServerWebExchange exchange, Throwable error) {
        StreamedRequest streamed = StreamedRequest.of(exchange);
        ProblemException failure = streamed == null ? null : streamed.failure();
        return failure == null ? error : failure;
    }

    private Throwable failed(UpstreamTarget service, Throwable error, long nanos) {
        if (error instanceof ProblemException) {
            service.breaker().releasePermission(); // the client's fault: says nothing about the service
            return error;
        }
        service.breaker().onError(nanos, TimeUnit.NANOSECONDS, error);
        if (error instanceof ServiceFailure failure) {
            return failure.problem();
        }
        if (error instanceof IOException || error instanceof TimeoutException) {
            log.warn("{} did not answer: {}", service.upstream(), error.toString());
            return unavailable();
        }
        return error;
    }

    private ProblemException unavailable() {
        return Problem.unavailable("The service did not answer in time.", properties.breakerOpen())
                .toException();
    }
}
