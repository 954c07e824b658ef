package dev.boxoffice.gateway.token;

import dev.boxoffice.gateway.problem.Problem;
import dev.boxoffice.gateway.problem.ProblemResponses;
import dev.boxoffice.gateway.problem.ProblemType;
import dev.boxoffice.gateway.web.WebProperties;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Who may pass without a token; services decide what a role may do.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String BEARER = "Bearer";

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http,
            TokenDecoder decoder,
            RolesConverter roles,
            ProblemResponses problems,
            WebProperties web) {
        ServerAuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable) // no cookie authenticates here
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable) // ResponseHeadersFilter sets them, on errors too
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(cors -> cors.configurationSource(cors(web.cors())))
                .authorizeExchange(SecurityConfiguration::rules)
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated)
                        .bearerTokenConverter(SecurityConfiguration::bearerToken)
                        .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(roles)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied(problems)))
                .build();
    }

    /// What is not named here is open: it is either public, or answered with 404.
    private static void rules(AuthorizeExchangeSpec rules) {
        rules.pathMatchers(HttpMethod.GET, "/events/*/queue/serving", "/events/*/queue/draw")
                .permitAll()
                .pathMatchers(
                        "/events/*/queue/settings", "/events/*/queue/allow-list", "/events/*/queue/audit", "/queues")
                .hasAuthority(Role.OPERATOR.authority())
                .pathMatchers("/events/*/queue", "/events/*/queue/stream")
                .authenticated()
                .pathMatchers(HttpMethod.GET, "/venues/**", "/performers/**", "/events/**")
                .permitAll()
                .pathMatchers(HttpMethod.HEAD, "/venues/**", "/performers/**", "/events/**")
                .permitAll()
                .pathMatchers("/venues/**", "/performers/**", "/events/**")
                .authenticated()
                .pathMatchers("/booking/**", "/bookings/**", "/check-ins/**", "/support/**", "/search/rebuild/**")
                .authenticated()
                .anyExchange()
                .permitAll();
    }

    /// Spring's own converter runs a regular expression over each token; what is no token the decoder refuses.
    private static Mono<Authentication> bearerToken(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && (header.length() == BEARER.length() || header.charAt(BEARER.length()) == ' ');
        if (header == null || !bearer) {
            return Mono.empty();
        }
        String token = header.substring(BEARER.length()).strip();
        return token.isEmpty()
                ? Mono.error(new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("No token")))
                : Mono.just(new BearerTokenAuthenticationToken(token));
    }

    /// A timer around each security filter of each request costs more than it tells.
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    private static ServerAuthenticationEntryPoint unauthenticated(ProblemResponses problems) {
        return (exchange, error) -> {
            boolean badToken = error instanceof OAuth2AuthenticationException;
            return problems.write(
                    exchange,
                    Problem.of(
                                    ProblemType.UNAUTHENTICATED,
                                    badToken
                                            ? "The access token is not valid, or no longer."
                                            : "Send a valid access token in the Authorization header.")
                            .header(
                                    HttpHeaders.WWW_AUTHENTICATE,
                                    badToken ? "Bearer error=\"invalid_token\"" : "Bearer"));
        };
    }

    private static ServerAccessDeniedHandler denied(ProblemResponses problems) {
        return (exchange, _) -> problems.write(
                exchange, Problem.of(ProblemType.FORBIDDEN, "This needs a role that the access token does not name."));
    }

    /// Paths that mean different things to different servers (`//`, `%2e%2e`, …) are refused before anything reads
    /// them.
    @Bean
    ServerExchangeRejectedHandler serverExchangeRejectedHandler(ProblemResponses problems) {
        return (exchange, _) -> problems.write(
                exchange,
                Problem.of(ProblemType.MALFORMED_REQUEST, "The request's path or headers are not acceptable."));
    }

    private static CorsConfigurationSource cors(WebProperties.Cors cors) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(cors.allowedOrigins());
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
        return _ -> cors.allowedOrigins().isEmpty() ? null : configuration;
    }
}
