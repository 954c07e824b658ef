package dev.boxoffice.platform.servlet.security;

import dev.boxoffice.platform.security.AccessProblem;
import dev.boxoffice.platform.security.BearerTokenHeader;
import dev.boxoffice.platform.security.JwtConfiguration;
import dev.boxoffice.platform.security.JwtRolesConverter;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Every service verifies tokens itself, also behind the gateway: a hole in one wall is not a hole in both.
@AutoConfiguration(after = JwtConfiguration.class, before = OAuth2ResourceServerAutoConfiguration.class)
public class ServletSecurityConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain apiSecurity(
            HttpSecurity http, AccessRules rules, JwtDecoder decoder, JwtRolesConverter roles, ProblemWriter problems) {
        AuthenticationEntryPoint unauthenticated =
                (request, response, failure) -> problems.write(AccessProblem.of(failure), request, response);
        AccessDeniedHandler forbidden =
                (request, response, failure) -> problems.write(AccessProblem.missingRole(), request, response);
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // no cookies, so nothing to forge
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(registry -> {
                    registry.requestMatchers("/actuator/**", "/error").permitAll();
                    rules.apply(registry);
                })
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(roles))
                                .authenticationConverter(ServletSecurityConfiguration::bearerToken)
                                .authenticationEntryPoint(unauthenticated)
                                .accessDeniedHandler(forbidden)
                                .withObjectPostProcessor(answering(unauthenticated)))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .build();
    }

    /// A method nobody knows is 405 like any other that an address does not take, not a malformed request.
    @Bean
    HttpFirewall anyMethodFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }

    private static @Nullable Authentication bearerToken(HttpServletRequest request) {
        var token = BearerTokenHeader.read(request.getHeader(HttpHeaders.AUTHORIZATION));
        return token == null ? null : new BearerTokenAuthenticationToken(token);
    }

    /// Spring's own handler throws what says that a token cannot be checked, so that the container would answer.
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(AuthenticationEntryPoint entryPoint) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(entryPoint::commence);
                return filter;
            }
        };
    }
}
