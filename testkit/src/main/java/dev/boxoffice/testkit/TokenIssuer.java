package dev.boxoffice.testkit;

import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Signs real RS256 tokens and serves the keys to verify them over loopback HTTP, as an OpenID Connect issuer does.
public final class TokenIssuer {
    public static final String AUDIENCE = "boxoffice";

    private static final SharedInstance<TokenIssuer> SHARED = new SharedInstance<>(TokenIssuer::new);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY_ID = "test-key";
    /// Beyond whatever a test that moves its clock passes.
    private static final Duration LIFE = Duration.ofDays(365);

    private final KeyPair keys = newKeys();
    private final KeyPair strangersKeys = newKeys();
    private final LoopbackServer server = LoopbackServer.start(0, this::serve);

    private TokenIssuer() {}

    /// The one of this JVM.
    public static TokenIssuer shared() {
        return SHARED.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/oauth2/jwks" -> Exchanges.json(exchange, 200, keySet());
            case "/.well-known/openid-configuration" -> Exchanges.json(exchange, 200, metadata());
            default -> Exchanges.json(exchange, 404, Map.of());
        }
    }

    public String issuer() {
        return server.url();
    }

    public String jwksUri() {
        return issuer() + "/oauth2/jwks";
    }

    /// A valid token for an hour; the mail address is `subject@example.org`.
    public String token(String subject, String... roles) {
        return sign(keys, claims(issuer(), subject, roles, Instant.now().plus(LIFE)));
    }

    /// Valid in all but its time: it ended an hour ago.
    public String expired(String subject, String... roles) {
        return sign(keys, claims(issuer(), subject, roles, Instant.now().minus(LIFE)));
    }

    /// Well signed, with keys and an `iss` the services do not know.
    public String otherIssuer(String subject, String... roles) {
        return sign(
                strangersKeys,
                claims(
                        "https://issuer.example.org",
                        subject,
                        roles,
                        Instant.now().plus(LIFE)));
    }

    /// Claims to be of this issuer, signed with somebody else's key under this issuer's key id.
    public String forged(String subject, String... roles) {
        return sign(
                strangersKeys, claims(issuer(), subject, roles, Instant.now().plus(LIFE)));
    }

    /// Meant for another service.
    public String otherAudience(String subject, String... roles) {
        var claims = claims(issuer(), subject, roles, Instant.now().plus(LIFE));
        claims.put("aud", List.of("elsewhere"));
        return sign(keys, claims);
    }

    /// `alg: none`, without a signature.
    public String unsigned(String subject, String... roles) {
        var claims = claims(issuer(), subject, roles, Instant.now().plus(LIFE));
        return encode(Map.of("alg", "none", "typ", "JWT")) + "." + encode(claims) + ".";
    }

    /// A valid token with claims of your own on top; a null value takes a claim away.
    public String tokenWith(String subject, Map<String, ?> otherClaims, String... roles) {
        var claims = claims(issuer(), subject, roles, Instant.now().plus(LIFE));
        claims.putAll(otherClaims);
        return sign(keys, claims);
    }

    /// A token as a case of `contracts/http/tokens.json` wants it.
    public String crafted(JsonNode test) {
        var claims = claims(issuer(), "alice", new String[0], Instant.now().plus(LIFE));
        var now = Instant.now().getEpochSecond();
        if (test.has("expiresIn")) {
            var end = now + test.path("expiresIn").asLong();
            claims.put("exp", end);
            claims.put("iat", end - LIFE.toSeconds());
        }
        if (test.has("notBefore")) {
            claims.put("nbf", now + test.path("notBefore").asLong());
        }
        test.path("claims").forEachEntry((name, value) -> claims.put(name, value));
        if (claims.containsKey("padding")) {
            claims.put("padding", "x".repeat(8_192));
        }
        test.path("without").forEach(name -> claims.remove(name.asString()));
        var header = new LinkedHashMap<String, Object>(Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID));
        test.path("header").forEachEntry((name, value) -> header.put(name, value));
        var content = encode(header) + "." + encode(claims);
        return content + "." + signature(test.path("signature").asString("ISSUER"), content);
    }

    private String signature(String signer, String content) {
        return switch (signer) {
            case "NONE" -> "";
            case "STRANGER" -> signature("SHA256withRSA", strangersKeys, content);
            case "RS512" -> signature("SHA512withRSA", keys, content);
            case "PUBLIC_KEY_AS_SECRET" -> hmac(keys.getPublic().getEncoded(), content);
            default -> signature("SHA256withRSA", keys, content);
        };
    }

    private static String hmac(byte[] secret, String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HS256 is missing", e);
        }
    }

    private static Map<String, Object> claims(String issuer, String subject, String[] roles, Instant expiry) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", List.of(AUDIENCE));
        claims.put("iat", expiry.minus(LIFE).getEpochSecond());
        claims.put("exp", expiry.getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("roles", List.of(roles));
        claims.put("email", subject + "@example.org");
        claims.put("email_verified", true);
        claims.put("name", subject);
        return claims;
    }

    private Map<String, Object> keySet() {
        var key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "kid",
                        KEY_ID,
                        "n",
                        encode(unsignedBytes(key.getModulus())),
                        "e",
                        encode(unsignedBytes(key.getPublicExponent())))));
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer", issuer(),
                "jwks_uri", jwksUri(),
                "authorization_endpoint", issuer() + "/oauth2/authorize",
                "token_endpoint", issuer() + "/oauth2/token",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private static String sign(KeyPair keys, Map<String, ?> claims) {
        var content = encode(Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID)) + "." + encode(claims);
        return content + "." + signature("SHA256withRSA", keys, content);
    }

    private static String signature(String algorithm, KeyPair keys, String content) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is missing", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is missing", e);
        }
    }

    private static byte[] unsignedBytes(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encode(Map<String, ?> document) {
        return encode(JSON.writeValueAsBytes(document));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
