package dev.boxoffice.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class CachingJwtDecoderTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicInteger verifications = new AtomicInteger();
    private Instant now = START;

    @Test
    void a_token_is_verified_once_a_minute() {
        var tokens = remembering(START.plusSeconds(3600));
        tokens.decode("a");
        tokens.decode("a");
        assertThat(verifications).hasValue(1);
        now = START.plusSeconds(60);
        tokens.decode("a");
        assertThat(verifications).hasValue(2);
    }

    @Test
    void no_token_outlives_its_expiry() {
        var tokens = remembering(START.plusSeconds(10));
        tokens.decode("a");
        now = START.plusSeconds(9);
        tokens.decode("a");
        assertThat(verifications).hasValue(1);
        now = START.plusSeconds(10);
        tokens.decode("a");
        assertThat(verifications).hasValue(2);
    }

    @Test
    void what_was_refused_is_looked_at_again() {
        var tokens = new CachingJwtDecoder(
                token -> {
                    verifications.incrementAndGet();
                    throw new BadJwtException("no");
                },
                properties(),
                clock());
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
        }
        assertThat(verifications).hasValue(2);
    }

    private CachingJwtDecoder remembering(Instant expiry) {
        JwtDecoder decoder = token -> {
            verifications.incrementAndGet();
            return Jwt.withTokenValue(token)
                    .header("alg", "RS256")
                    .subject("alice")
                    .expiresAt(expiry)
                    .build();
        };
        return new CachingJwtDecoder(decoder, properties(), clock());
    }

    private static OidcProperties properties() {
        return new OidcProperties(
                "http://issuer",
                URI.create("http://issuer/jwks"),
                "boxoffice",
                "roles",
                Duration.ofSeconds(30),
                100,
                Duration.ofSeconds(60));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
