package dev.boxoffice.gateway.token;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whose tokens are accepted (`boxoffice.oidc.*`).
///
/// Keys are fetched anew every `refresh` (5 min) and when an unknown key id appears, at most once in `minRefresh` (5
/// s); the
/// last ones known stay in use while the issuer is down. Clocks may differ by `clockSkew` (30 s). `cacheSize` (10,000)
/// verified tokens are remembered, each for at most `cacheTtl` (1 min) and never past its expiry. `rolesClaim` may be a
/// path into nested claims (`realm_access.roles`).
@ConfigurationProperties("boxoffice.oidc")
record OidcProperties(
        @DefaultValue("http://localhost:8080") String issuer,
        @DefaultValue("http://localhost:8090/oauth2/jwks") URI jwks,
        @DefaultValue("boxoffice") String audience,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("5m") Duration refresh,
        @DefaultValue("5s") Duration minRefresh,
        @DefaultValue("3s") Duration fetchTimeout,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("10000") int cacheSize,
        @DefaultValue("1m") Duration cacheTtl) {}
