package dev.boxoffice.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

/// The rules about tokens are tried by `contracts/http/tokens.json`; here it is about the issuer's keys.
class OidcJwtDecoderTest {
    private static final String ISSUER = "http://issuer";

    @Test
    void while_no_key_is_known_a_token_is_not_refused_but_cannot_be_checked() throws JOSEException {
        var key = new RSAKeyGenerator(2048).keyID("one").generate();
        try (var keys = new IssuerKeySource(URI.create("http://localhost:1/jwks"))) {
            assertThatThrownBy(() -> decoder(keys).decode(token(key)))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void keys_are_kept_while_the_issuer_is_away_and_a_strangers_is_refused() throws Exception {
        var key = new RSAKeyGenerator(2048).keyID("one").generate();
        var stranger = new RSAKeyGenerator(2048).keyID("two").generate();
        var issuer = issuer(key);
        try (var keys = new IssuerKeySource(
                URI.create("http://localhost:" + issuer.getAddress().getPort() + "/jwks"))) {
            var decoder = decoder(keys);
            assertThat(decoder.decode(token(key)).getSubject()).isEqualTo("alice");
            issuer.stop(0);
            for (var i = 0; i < 5; i++) {
                assertThatThrownBy(() -> decoder.decode(token(stranger))).isInstanceOf(BadJwtException.class);
                assertThat(decoder.decode(token(key)).getSubject()).isEqualTo("alice");
            }
        }
    }

    private static HttpServer issuer(RSAKey key) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            var body = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static OidcJwtDecoder decoder(IssuerKeySource keys) {
        var oidc = new OidcProperties(
                ISSUER, URI.create(ISSUER), "boxoffice", "roles", Duration.ofSeconds(30), 100, Duration.ofMinutes(1));
        return new OidcJwtDecoder(oidc, keys, Clock.systemUTC());
    }

    private static String token(RSAKey key) throws JOSEException {
        var now = Instant.now();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("boxoffice")
                        .subject("alice")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
