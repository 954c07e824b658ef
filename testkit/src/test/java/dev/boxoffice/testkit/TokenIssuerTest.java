package dev.boxoffice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokenIssuerTest {
    private final TokenIssuer issuer = TokenIssuer.shared();

    @Test
    void a_token_verifies_by_the_key_that_is_served() throws Exception {
        var token = issuer.token("alice", "buyer", "organizer");

        assertThat(verifies(token)).isTrue();
        var claims = part(token, 1);
        assertThat(claims.path("iss").asString()).isEqualTo(issuer.issuer());
        assertThat(claims.path("sub").asString()).isEqualTo("alice");
        assertThat(claims.path("roles").toString()).isEqualTo("[\"buyer\",\"organizer\"]");
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong())).isAfter(Instant.now());
    }

    @Test
    void each_bad_token_is_bad_in_just_one_way() throws Exception {
        var expired = issuer.expired("alice", "buyer");
        assertThat(verifies(expired)).isTrue();
        assertThat(Instant.ofEpochSecond(part(expired, 1).path("exp").asLong())).isBefore(Instant.now());

        assertThat(verifies(issuer.forged("alice", "buyer"))).isFalse();
        assertThat(part(issuer.otherIssuer("alice", "buyer"), 1).path("iss").asString())
                .isNotEqualTo(issuer.issuer());
        assertThat(part(issuer.unsigned("alice", "buyer"), 0).path("alg").asString())
                .isEqualTo("none");
        var elsewhere = issuer.otherAudience("alice", "buyer");
        assertThat(verifies(elsewhere)).isTrue();
        assertThat(part(elsewhere, 1).path("aud").toString()).doesNotContain(TokenIssuer.AUDIENCE);
        assertThat(part(issuer.tokenWith("alice", Collections.singletonMap("email", null)), 1)
                        .path("email")
                        .isNull())
                .isTrue();
    }

    private boolean verifies(String token) throws GeneralSecurityException, IOException, InterruptedException {
        var end = token.lastIndexOf('.');
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key());
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }

    private PublicKey key() throws GeneralSecurityException, IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var keys = http.send(
                            HttpRequest.newBuilder(URI.create(issuer.jwksUri())).build(), BodyHandlers.ofString())
                    .body();
            var key = JsonMapper.shared().readTree(keys).at("/keys/0");
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(
                            number(key.path("n").asString()),
                            number(key.path("e").asString())));
        }
    }

    private static BigInteger number(String encoded) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(encoded));
    }

    private static JsonNode part(String token, int number) {
        return JsonMapper.shared()
                .readTree(new String(
                        Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]), StandardCharsets.UTF_8));
    }
}
