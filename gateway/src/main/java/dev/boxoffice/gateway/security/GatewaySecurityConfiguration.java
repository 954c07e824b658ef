package dev.boxoffice.gateway.security;

import dev.boxoffice.gateway.problem.ReactiveProblemWriter;
import dev.boxoffice.gateway.route.Route;
import dev.boxoffice.gateway.web.GatewayWebProperties;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.AccessProblem;
import dev.boxoffice.platform.security.BearerTokenHeader;
import dev.boxoffice.platform.security.CachingJwtDecoder;
import dev.boxoffice.platform.security.JwtRolesConverter;
import dev.boxoffice.platform.security.NonBlockingJwtDecoder;
import dev.boxoffice.platform.security.Role;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Who may pass without a token; services decide what a role may do.
@Configuration(proxyBeanMethods = false)
class GatewaySecurityConfiguration {

    private static final List<String> LOCAL = List.of("http://localhost:[*]", "http://127.0.0.1:[*]");

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http,
            ReactiveJwtDecoder decoder,
            JwtRolesConverter roles,
            ReactiveProblemWriter problems) {
        ServerAuthenticationEntryPoint unauthenticated =
                (exchange, failure) -> problems.write(exchange, AccessProblem.of(failure));
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // no cookie authenticates here
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable) // ResponseHeadersFilter sets them, on errors too
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(ServerHttpSecurity.CorsSpec::disable) // a filter of its own, for what is passed on too
                .authorizeExchange(GatewaySecurityConfiguration::rules)
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated)
                        .bearerTokenConverter(GatewaySecurityConfiguration::bearerToken)
                        .jwt(jwt -> jwt.jwtDecoder(decoder)
                                .jwtAuthenticationConverter(new ReactiveJwtAuthenticationConverterAdapter(roles))))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler((exchange, _) -> problems.write(exchange, AccessProblem.missingRole())))
                .build();
    }

    /// What is passed on has a route that says whether somebody must have signed in. It meets one filter, and what
    /// Spring Security refuses of everybody: paths and headers that mean different things to different servers.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain passedOn(ReactiveJwtDecoder decoder) {
        return new MatcherSecurityWebFilterChain(
                exchange -> Route.of(exchange) == null ? MatchResult.notMatch() : MatchResult.match(),
                List.of(new RoutedCallerFilter(decoder)));
    }

    /// What is not named here is open: it is either public, or answered with 404.
    private static void rules(AuthorizeExchangeSpec rules) {
        rules.pathMatchers(HttpMethod.GET, "/events/*/queue/serving", "/events/*/queue/draw")
                .permitAll()
                .pathMatchers(
                        "/events/*/queue/settings",
                        "/events/*/queue/allow-list",
                        "/events/*/queue/audit",
                        "/queues",
                        "/operations/figures")
                .hasAuthority(Role.OPERATOR.authority())
                .pathMatchers(
                        "/events/*/queue",
                        "/events/*/queue/stream",
                        "/events/*/queue/draw/receipt",
                        "/events/*/queue/overview",
                        "/events/*/queue/message")
                .authenticated()
                .pathMatchers(HttpMethod.GET, "/events/**")
                .permitAll()
                .pathMatchers(HttpMethod.HEAD, "/events/**")
                .permitAll()
                .pathMatchers("/events/**")
                .authenticated()
                .anyExchange()
                .permitAll();
    }

    private static Mono<Authentication> bearerToken(ServerWebExchange exchange) {
        return Mono.fromCallable(() -> BearerTokenHeader.read(
                        exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION)))
                .map(BearerTokenAuthenticationToken::new);
    }

    @Bean
    ReactiveJwtDecoder reactiveJwtDecoder(CachingJwtDecoder tokens) {
        return new NonBlockingJwtDecoder(tokens);
    }

    /// Paths that mean different things to different servers (`//`, `%2e%2e`, …) are refused before anything reads
    /// them.
    @Bean
    ServerExchangeRejectedHandler serverExchangeRejectedHandler(ReactiveProblemWriter problems) {
        return (exchange, _) -> problems.write(
                exchange,
                Problem.of(ProblemTypes.MALFORMED_REQUEST, "The request's path or headers are not acceptable."));
    }

    /// I5: in the standalone run a page served from any port of this machine may call, for that is how one is
    /// developed.
    @Bean
    @Order(-101) // before Spring Security's chain at -100
    CorsFilter corsFilter(
            GatewayWebProperties web,
            @Value("${boxoffice.standalone.enabled:false}") boolean standalone,
            ReactiveProblemWriter problems) {
        return new CorsFilter(source(web.cors(), standalone), problems);
    }

    private static CorsConfigurationSource source(GatewayWebProperties.Cors cors, boolean standalone) {
        List<String> origins = standalone && cors.allowedOrigins().isEmpty() ? LOCAL : cors.allowedOrigins();
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOriginPatterns(origins);
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        configuration.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                "Idempotency-Key",
                "If-Match",
                "If-None-Match",
                "Last-Event-ID",
                "Prefer",
                "X-Admission-Token",
                "X-Place-Token",
                "X-Request-Id"));
        configuration.setExposedHeaders(List.of(
                "ETag",
                "Idempotency-Replayed",
                "Location",
                "Preference-Applied",
                "RateLimit",
                "RateLimit-Policy",
                "Retry-After",
                "X-Request-Id"));
        configuration.setMaxAge(cors.maxAge());
        // A form of a page that tells nobody where it is (the issuer's) comes from the origin `null`: no other page's
        // call.
        return exchange -> origins.isEmpty()
                        || "null".equals(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ORIGIN))
                ? null
                : configuration;
    }
}
