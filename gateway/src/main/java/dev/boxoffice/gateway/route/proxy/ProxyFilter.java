package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.route.Route;
import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.ServiceDirectory;
import dev.boxoffice.gateway.route.service.ServiceInstance;
import dev.boxoffice.gateway.route.service.ServiceInstances;
import dev.boxoffice.gateway.route.service.UpstreamProperties;
import dev.boxoffice.gateway.web.RequestCaller;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Passes a request on to the service of its route: to one of its instances, within the timeout, through the
/// instance's breaker. What the gateway answers itself goes on to Spring.
///
/// Bodies and streams flow unbuffered once the response's head has arrived. Nothing that a service may have seen is
/// sent twice, except a GET whose connection broke before the answer.
@Component
@Order(20) // behind everything that may refuse a request
class ProxyFilter implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger(ProxyFilter.class);
    private static final byte[] NOTHING = {};

    private final ServiceDirectory services;
    private final UpstreamClient client;
    private final ResponseTimeout timeout;
    private final Duration pause;
    private final List<ForwardingRule> rules;

    ProxyFilter(
            ServiceDirectory services,
            UpstreamClient client,
            ResponseTimeout timeout,
            UpstreamProperties properties,
            List<ForwardingRule> rules) {
        this.services = services;
        this.client = client;
        this.timeout = timeout;
        this.pause = properties.breakerOpen();
        this.rules = rules;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Route route = Route.of(exchange);
        if (route == null) {
            return chain.filter(exchange);
        }
        ServerHttpRequest request = exchange.getRequest();
        byte[] body = request instanceof ReadRequest read ? read.body() : NOTHING;
        for (ForwardingRule rule : rules) {
            rule.check(request, RequestCaller.of(exchange), body);
        }
        Upstream upstream = route.upstream();
        ServiceInstances instances = services.of(upstream);
        ServiceInstance instance = instances.isFull() ? null : instances.begin(null);
        if (instance == null) {
            return Mono.error(unavailable());
        }
        return answer(exchange, upstream, instance)
                .onErrorResume(IOException.class, error -> again(exchange, upstream, instance, error))
                .onErrorMap(error -> explained(upstream, error))
                .flatMap(response -> response.writeTo(exchange.getResponse()));
    }

    /// What one instance answers; the instance is told how it did.
    private Mono<UpstreamResponse> answer(ServerWebExchange exchange, Upstream upstream, ServiceInstance instance) {
        UpstreamAttempt attempt = new UpstreamAttempt(instance, System.nanoTime());
        return within(exchange, upstream, client.send(exchange, instance).doOnNext(attempt::answered))
                .<UpstreamResponse>handle((response, sink) -> {
                    Exception failure = response.failure(upstream);
                    if (failure == null) {
                        sink.next(response);
                    } else {
                        sink.error(failure);
                    }
                })
                .onErrorMap(error -> whose(exchange, error))
                .doOnSuccess(_ -> attempt.succeed())
                .doOnError(attempt::fail)
                .doOnCancel(attempt::cancel);
    }

    private Mono<UpstreamResponse> within(
            ServerWebExchange exchange, Upstream upstream, Mono<UpstreamResponse> response) {
        Duration limit = timeout.of(exchange.getRequest(), upstream);
        if (limit.equals(ResponseTimeout.NONE)) {
            return response;
        }
        return exchange.getRequest() instanceof StreamedRequest streamed
                ? response.timeout(streamed.taken().then(Mono.delay(limit)))
                : response.timeout(limit);
    }

    private Mono<UpstreamResponse> again(
            ServerWebExchange exchange, Upstream upstream, ServiceInstance tried, IOException error) {
        if (error instanceof UpstreamResponse.ServiceFailure) {
            return Mono.error(error); // it did answer
        }
        ServiceInstances instances = services.of(upstream);
        boolean notSent = neverConnected(error);
        if (notSent) {
            instances.refusedConnection(tried);
        }
        ServiceInstance other = notSent || isRead(exchange) ? instances.begin(tried) : null;
        return other == null ? Mono.error(error) : answer(exchange, upstream, other);
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
        ProblemException failure =
                exchange.getRequest() instanceof StreamedRequest streamed ? streamed.failure() : null;
        return failure == null ? error : failure;
    }

    private Throwable explained(Upstream upstream, Throwable error) {
        if (error instanceof UpstreamResponse.ServiceFailure failure) {
            return failure.problem();
        }
        if (error instanceof IOException || error instanceof TimeoutException) {
            log.warn("{} did not answer: {}", upstream, error.toString());
            return unavailable();
        }
        return error;
    }

    private ProblemException unavailable() {
        return Problem.unavailable("The service did not answer in time.", pause).toException();
    }
}
