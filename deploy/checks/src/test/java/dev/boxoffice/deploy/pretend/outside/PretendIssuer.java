package dev.boxoffice.deploy.pretend.outside;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.boxoffice.standalone.http.LoopbackServer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// An issuer of tokens outside the cluster: it publishes its key and signs what a test asks for.
///
/// @param name as the tokens say it
public record PretendIssuer(String name, KeyPair keys, LoopbackServer server) implements AutoCloseable {

    private static final String KEY = "pretend";
    private static final ObjectMapper JSON = new ObjectMapper();

    public static PretendIssuer start(String name) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var keys = generator.generateKeyPair();
            var key = (RSAPublicKey) keys.getPublic();
            var published = JSON.writeValueAsBytes(Map.of(
                    "keys",
                    List.of(Map.of(
                            "kty",
                            "RSA",
                            "use",
                            "sig",
                            "alg",
                            "RS256",
                            "kid",
                            KEY,
                            "n",
                            number(key.getModulus()),
                            "e",
                            number(key.getPublicExponent())))));
            return new PretendIssuer(name, keys, LoopbackServer.start(0, exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, published.length);
                exchange.getResponseBody().write(published);
                exchange.close();
            }));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String tokenOf(String subject, String role) {
        var now = Instant.now();
        try {
            var content = part(Map.of("alg", "RS256", "kid", KEY, "typ", "JWT"))
                    + "."
                    + part(Map.of(
                            "iss",
                            name,
                            "sub",
                            subject,
                            "aud",
                            "boxoffice",
                            "roles",
                            List.of(role),
                            "email",
                            subject + "@example.com",
                            "email_verified",
                            true,
                            "name",
                            subject,
                            "iat",
                            now.getEpochSecond(),
                            "exp",
                            now.plus(Duration.ofHours(1)).getEpochSecond()));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + text(signature.sign());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, ?> values) throws IOException {
        return text(JSON.writeValueAsBytes(values));
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        return text(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
