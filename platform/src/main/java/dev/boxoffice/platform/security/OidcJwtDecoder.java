package dev.boxoffice.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
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
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// The rules for bearer tokens, the same at the gateway and in every service: signed by RS256 or ES256 with one of the
/// issuer's keys, for this issuer and audience, naming somebody, and not for ever.
public final class OidcJwtDecoder implements JwtDecoder {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final Set<String> REQUIRED = Set.of("sub", "exp");
    private static final int LONGEST = 8_192;

    private final IssuerKeySource keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public OidcJwtDecoder(OidcProperties oidc, IssuerKeySource keys, Clock clock) {
        this.keys = keys;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(claims(oidc, clock));
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(OidcProperties oidc, Clock clock) {
        var exact = new JWTClaimsSet.Builder().issuer(oidc.issuer()).build();
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(oidc.audience(), exact, REQUIRED) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        verifier.setMaxClockSkew(Math.toIntExact(oidc.clockSkew().toSeconds()));
        return verifier;
    }

    /// @throws BadJwtException where the token is refused
    /// @throws JwtException where it cannot be checked, for the issuer has not told its keys yet
    @Override
    public Jwt decode(String token) {
        if (token.length() > LONGEST) {
            throw new BadJwtException("The token is too long");
        }
        try {
            var signed = SignedJWT.parse(token); // fails for an unsigned token
            return toJwt(token, signed, accept(processor.process(signed, null)));
        } catch (ParseException notSigned) {
            throw new BadJwtException("Not a signed token", notSigned);
        } catch (KeySourceException failed) {
            throw keys.isKnown()
                    ? new BadJwtException("The token's key is not one of the issuer's", failed)
                    : new JwtException("The issuer's keys are not known yet", failed);
        } catch (BadJOSEException | JOSEException refused) {
            throw new BadJwtException("The token was refused: " + refused.getMessage(), refused);
        } catch (IllegalArgumentException contradiction) { // such as one that ends before it was issued
            throw new BadJwtException("The token's claims contradict each other", contradiction);
        }
    }

    /// A claim that is there and null passes for one that is there.
    private static JWTClaimsSet accept(JWTClaimsSet claims) {
        if (claims.getExpirationTime() == null) {
            throw new BadJwtException("The token never ends");
        }
        if (claims.getSubject() == null || claims.getSubject().isBlank()) {
            throw new BadJwtException("The token names nobody");
        }
        return claims;
    }

    private static Jwt toJwt(String token, SignedJWT signed, JWTClaimsSet set) {
        var claims = new LinkedHashMap<>(set.getClaims());
        claims.values().removeIf(Objects::isNull);
        claims.replaceAll((_, value) -> value instanceof Date date ? date.toInstant() : value);
        return Jwt.withTokenValue(token)
                .headers(headers -> headers.putAll(signed.getHeader().toJSONObject()))
                .claims(all -> all.putAll(claims))
                .build();
    }
}
