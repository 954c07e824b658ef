package dev.boxoffice.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Verifies a token once and remembers it, so that a buyer's next click does not cost another RSA check.
///
/// Never longer than the token is valid, nor than `boxoffice.oidc.cache-ttl`: that is how long a key that its issuer
/// took back may still count. What was refused is not remembered.
public final class CachingJwtDecoder implements JwtDecoder {

    private record Verified(Jwt token, Instant until) {}

    private final JwtDecoder decoder;
    private final OidcProperties properties;
    private final Clock clock;
    private final Cache<String, Verified> verified;

    public CachingJwtDecoder(JwtDecoder decoder, OidcProperties properties, Clock clock) {
        this.decoder = decoder;
        this.properties = properties;
        this.clock = clock;
        this.verified =
                Caffeine.newBuilder().maximumSize(properties.cacheSize()).build();
    }

    @Override
    public Jwt decode(String token) {
        var known = known(token);
        if (known != null) {
            return known;
        }
        var decoded = decoder.decode(token);
        var expiry = decoded.getExpiresAt();
        var until = clock.instant().plus(properties.cacheTtl());
        if (expiry != null) {
            verified.put(token, new Verified(decoded, expiry.isBefore(until) ? expiry : until));
        }
        return decoded;
    }

    /// The token where it has been verified lately; null says nothing about it.
    public @Nullable Jwt known(String token) {
        var known = verified.getIfPresent(token);
        return known != null && clock.instant().isBefore(known.until()) ? known.token() : null;
    }
}
