package dev.boxoffice.platform.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whose tokens are believed.
///
/// @param issuer the `iss` a token must carry
/// @param jwks where the issuer's public keys are read (RFC 7517)
/// @param audience what a token's `aud` must contain
/// @param rolesClaim the claim that lists the caller's roles
/// @param clockSkew how far the issuer's clock may be from ours
/// @param cacheSize how many verified tokens are remembered
/// @param cacheTtl how long a verified token is believed without another look at the issuer's keys
@ConfigurationProperties("boxoffice.oidc")
public record OidcProperties(
        String issuer,
        URI jwks,
        @DefaultValue("boxoffice") String audience,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("20000") int cacheSize,
        @DefaultValue("60s") Duration cacheTtl) {}
