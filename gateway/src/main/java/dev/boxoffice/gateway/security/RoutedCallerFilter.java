package dev.boxoffice.gateway.security;

import dev.boxoffice.gateway.route.Route;
import dev.boxoffice.gateway.web.RequestCaller;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.security.AccessProblem;
import dev.boxoffice.platform.security.BearerTokenHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Finds out who sends what is only passed on: the token is verified by the same decoder as Spring Security's, and
/// what a role may do is decided by the services.
final class RoutedCallerFilter implements WebFilter {

    private final ReactiveJwtDecoder tokens;

    RoutedCallerFilter(ReactiveJwtDecoder tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Route route = Route.of(exchange);
        String token = token(exchange);
        if (token != null) {
            return tokens.decode(token)
                    .onErrorMap(JwtException.class, RoutedCallerFilter::refused)
                    .doOnNext(known -> RequestCaller.remember(exchange, subject(known)))
                    .flatMap(_ -> chain.filter(exchange));
        }
        return route != null && route.needsCaller() ? Mono.error(missing()) : chain.filter(exchange);
    }

    private static @Nullable String token(ServerWebExchange exchange) {
        return BearerTokenHeader.read(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }

    private static String subject(Jwt token) {
        String subject = token.getSubject();
        if (subject == null) {
            throw new InvalidBearerTokenException("A token without a subject names nobody");
        }
        return subject;
    }

    /// As Spring Security tells a bad token from an issuer that cannot be asked.
    private static RuntimeException refused(JwtException failure) {
        return failure instanceof BadJwtException
                ? new InvalidBearerTokenException("The token is not valid", failure)
                : new AuthenticationServiceException("The token cannot be checked", failure);
    }

    private static ProblemException missing() {
        return AccessProblem.missingToken().toException();
    }
}
