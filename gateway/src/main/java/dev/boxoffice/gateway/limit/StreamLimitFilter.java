package dev.boxoffice.gateway.limit;

import dev.boxoffice.gateway.limit.RateLimitProperties.Streams;
import dev.boxoffice.gateway.web.ClientAddressResolver;
import dev.boxoffice.gateway.web.RequestCaller;
import dev.boxoffice.gateway.web.ShareCounter;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// D7: lets only so many streams be open at one time: a caller's, an address's, and all to one service through this
/// gateway. Waiting rooms' streams are the gateway's own and hold no connection to a service, so they have room of
/// their own.
@Component
@Order(1) // behind the rate limits
class StreamLimitFilter implements WebFilter {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// @param most what `who` may hold, themselves included
    private record Share(String who, int most, String refusal) {}

    private final Streams limits;
    private final boolean enabled;
    private final ClientAddressResolver clients;
    private final ShareCounter open = new ShareCounter();

    StreamLimitFilter(RateLimitProperties properties, ClientAddressResolver clients) {
        this.limits = properties.streams();
        this.enabled = properties.enabled();
        this.clients = clients;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!enabled
                || !request.getMethod().equals(HttpMethod.GET)
                || !request.getPath().value().endsWith("/stream")) {
            return chain.filter(exchange);
        }
        String caller = RequestCaller.of(exchange);
        return open(exchange, chain, shares(request, caller == null ? "" : caller));
    }

    private List<Share> shares(ServerHttpRequest request, String user) {
        List<Share> shares = new ArrayList<>();
        if (!user.isEmpty()) {
            shares.add(new Share(
                    "user:" + user,
                    limits.user(),
                    "You have " + limits.user() + " streams open; close one before the next."));
        }
        shares.add(new Share(
                "address:" + clients.networkOf(request),
                limits.address(),
                "Too many streams are open from this address; poll instead."));
        String path = request.getPath().value();
        boolean own = path.endsWith("/queue/stream");
        shares.add(new Share(
                own ? "own" : "service:" + path.substring(1, path.indexOf('/', 1) < 0 ? 1 : path.indexOf('/', 1)),
                own ? limits.waitingRooms() : limits.service(),
                "This gateway has no free stream; poll instead."));
        return shares;
    }

    private Mono<Void> open(ServerWebExchange exchange, WebFilterChain chain, List<Share> shares) {
        return Mono.defer(() -> {
            for (int i = 0; i < shares.size(); i++) {
                Share share = shares.get(i);
                if (!open.take(share.who(), 1, share.most())) {
                    close(shares.subList(0, i));
                    return Mono.error(Problem.of(ProblemTypes.RATE_LIMITED, share.refusal())
                            .retryAfter(PAUSE)
                            .toException());
                }
            }
            return chain.filter(exchange).doFinally(_ -> close(shares));
        });
    }

    private void close(List<Share> shares) {
        shares.forEach(share -> open.release(share.who(), 1));
    }
}
