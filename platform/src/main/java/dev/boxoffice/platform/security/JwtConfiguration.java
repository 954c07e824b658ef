package dev.boxoffice.platform.security;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Whose tokens are believed, and which roles they give: the same everywhere.
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration"
        })
@EnableConfigurationProperties(OidcProperties.class)
public class JwtConfiguration {

    @Bean
    @ConditionalOnMissingBean
    IssuerKeySource issuerKeySource(OidcProperties oidc) {
        return new IssuerKeySource(oidc.jwks());
    }

    @Bean
    @ConditionalOnMissingBean(JwtDecoder.class)
    CachingJwtDecoder jwtDecoder(OidcProperties oidc, IssuerKeySource keys, Clock clock) {
        return new CachingJwtDecoder(new OidcJwtDecoder(oidc, keys, clock), oidc, clock);
    }

    @Bean
    JwtRolesConverter jwtRolesConverter(OidcProperties oidc) {
        return new JwtRolesConverter(oidc);
    }

    /// A span and a timer for each filter of the security chain tell nobody anything, and cost more than the filters.
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings noSecurityObservations() {
        return SecurityObservationSettings.noObservations();
    }
}
