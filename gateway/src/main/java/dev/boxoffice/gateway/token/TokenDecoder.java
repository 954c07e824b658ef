package dev.boxoffice.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Verifies bearer tokens: signature by an allowed algorithm and one of the issuer's keys, issuer, audience, expiry.
@Component
class TokenDecoder implements ReactiveJwtDecoder {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final Set<String> REQUIRED = Set.of("sub", "exp");
    private static final int LONGEST = 8_192;

    private record Verified(Jwt jwt, Instant until) {}

    private final IssuerKeys keys;
    private final OidcProperties properties;
    private final Clock clock;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;
    private final Cache<String, Verified> verified;

    TokenDecoder(IssuerKeys keys, OidcProperties properties, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
        JWTClaimsSet exact =
                new JWTClaimsSet.Builder().issuer(properties.issuer()).build();
        this.claims = new DefaultJWTClaimsVerifier<>(properties.audience(), exact, REQUIRED);
        this.claims.setMaxClockSkew(Math.toIntExact(properties.clockSkew().toSeconds()));
        this.verified =
                Caffeine.newBuilder().maximumSize(properties.cacheSize()).build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        Verified known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Mono.just(known.jwt());
        }
        return Mono.defer(() -> verify(token));
    }

    private Mono<Jwt> verify(String token) {
        if (token.length() > LONGEST) {
            return Mono.error(new BadJwtException("The token is too long"));
        }
        SignedJWT signed;
        try {
            signed = SignedJWT.parse(token); // fails for an unsigned token
        } catch (ParseException e) {
            return Mono.error(new BadJwtException("Not a signed token", e));
        }
        if (!ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
            return Mono.error(new BadJwtException("The token's algorithm is not allowed"));
        }
        return keys.forHeader(signed.getHeader()).map(known -> check(token, signed, known));
    }

    private Jwt check(String token, SignedJWT signed, JWKSet known) {
        if (keys.empty()) {
            throw new AuthenticationServiceException("The issuer's keys are not known yet");
        }
        try {
            JWTClaimsSet accepted = processor(known).process(signed, null);
            String subject = accepted.getSubject();
            if (subject == null || subject.isBlank()) {
                throw new BadJwtException("The token names nobody");
            }
            Jwt jwt = toJwt(token, signed, accepted);
            remember(token, jwt);
            return jwt;
        } catch (BadJOSEException | JOSEException e) {
            throw new BadJwtException("The token was refused: " + e.getMessage(), e);
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(JWKSet known) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, (selector, _) -> selector.select(known)));
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private void remember(String token, Jwt jwt) {
        Instant expiry = jwt.getExpiresAt();
        Instant until = clock.instant().plus(properties.cacheTtl());
        if (expiry != null) {
            verified.put(token, new Verified(jwt, expiry.isBefore(until) ? expiry : until));
        }
    }

    private static Jwt toJwt(String token, SignedJWT signed, JWTClaimsSet set) {
        Map<String, Object> claims = new LinkedHashMap<>(set.getClaims());
        claims.values().removeIf(Objects::isNull);
        claims.replaceAll((_, value) -> value instanceof Date date ? date.toInstant() : value);
        return Jwt.withTokenValue(token)
                .headers(headers -> headers.putAll(signed.getHeader().toJSONObject()))
                .claims(all -> all.putAll(claims))
                .build();
    }
}
