package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.problem.Problem;
import dev.boxoffice.gateway.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps those who were not admitted away from booking-service while an event's waiting room is on.
///
/// A reserve's body is small, so it is looked at here for the event it is about. What it says is decided by
/// booking-service, which checks the admission again, and whether it has been used.
@Component
class ReserveGuard implements GlobalFilter, Ordered {

    private static final int LARGEST_BODY = 16 * 1024;
    private static final Pattern EVENT = Pattern.compile(
            "\"(?:ticketIds?|eventId)\"\\s*:\\s*\\[?\\s*\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private final Rooms rooms;
    private final ReserveRates rates;
    private final AdmissionTokens admissions;

    ReserveGuard(Rooms rooms, ReserveRates rates, AdmissionTokens admissions) {
        this.rooms = rooms;
        this.rates = rates;
        this.admissions = admissions;
    }

    @Override
    public int getOrder() {
        return -50; // behind the body limit, before routing
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long length = request.getHeaders().getContentLength();
        if (!request.getMethod().equals(HttpMethod.POST)
                || !request.getPath().value().equals("/booking/reserve")
                || length <= 0
                || length > LARGEST_BODY) {
            return chain.filter(exchange);
        }
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .zipWith(exchange.getPrincipal().map(Principal::getName).defaultIfEmpty(""))
                .flatMap(bodyAndUser -> {
                    DataBuffer body = bodyAndUser.getT1();
                    Optional<UUID> event = event(body.toString(StandardCharsets.US_ASCII));
                    event.ifPresent(rates::count);
                    String token = request.getHeaders().getFirst("X-Admission-Token");
                    if (event.isPresent() && isRefused(event.get(), token, bodyAndUser.getT2())) {
                        DataBufferUtils.release(body);
                        return Mono.error(Problem.of(
                                        ProblemType.ADMISSION_REQUIRED,
                                        "Join this event's waiting room, and reserve with the admission you get there.")
                                .toException());
                    }
                    return chain.filter(
                            exchange.mutate().request(replaying(request, body)).build());
                });
    }

    private boolean isRefused(UUID event, @Nullable String token, String user) {
        Room room = rooms.known(event);
        return room != null && room.guardsReserve() && (token == null || !admissions.admits(token, user, event));
    }

    private static Optional<UUID> event(String body) {
        Matcher matcher = EVENT.matcher(body);
        return matcher.find() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
    }

    private static ServerHttpRequest replaying(ServerHttpRequest request, DataBuffer body) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.just(body);
            }
        };
    }
}
