package dev.boxoffice.platform.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Signs what others must be able to verify without us: a compact JWS
/// ([RFC 7515](https://www.rfc-editor.org/rfc/rfc7515)) with Ed25519
/// ([RFC 8037](https://www.rfc-editor.org/rfc/rfc8037)). Public keys of before still verify.
public final class Ed25519TokenSigner {
    private static final String ALGORITHM = "Ed25519";
    private static final String JWS_ALGORITHM = "EdDSA";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private record Header(@Nullable String alg, @Nullable String kid) {}

    private final PrivateKey signingKey;
    private final List<Ed25519PublicKey> publicKeys = new ArrayList<>();
    private final JsonMapper json;

    /// @param signingKey the private key, PKCS#8, base64
    /// @param previousPublicKeys of keys that signed before, X.509, base64
    /// @throws IllegalArgumentException where a key is none of Ed25519
    public Ed25519TokenSigner(String signingKey, List<String> previousPublicKeys, JsonMapper json) {
        this.json = json;
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            this.signingKey = factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(signingKey)));
            publicKeys.add(publicKeyOf((EdECPrivateKey) this.signingKey));
            for (var previous : previousPublicKeys) {
                publicKeys.add(Ed25519PublicKey.of(factory.generatePublic(
                        new X509EncodedKeySpec(Base64.getDecoder().decode(previous)))));
            }
        } catch (GeneralSecurityException badKey) {
            throw new IllegalArgumentException("the keys must be Ed25519: PKCS#8 and X.509, base64", badKey);
        }
    }

    /// The JDK derives a public key only where it makes the pair: so it makes one from this key's own bytes.
    private static Ed25519PublicKey publicKeyOf(EdECPrivateKey key) throws GeneralSecurityException {
        var seed = key.getBytes().orElseThrow();
        var generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return Ed25519PublicKey.of(generator.generateKeyPair().getPublic());
    }

    /// The keys that verify what is signed here, the current one first.
    public List<Ed25519PublicKey> publicKeys() {
        return List.copyOf(publicKeys);
    }

    /// @param payload what is signed, as JSON
    public String sign(Object payload) {
        var header = encode(new Header(JWS_ALGORITHM, publicKeys.getFirst().id()));
        var content = header + "." + encode(payload);
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(signingKey);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String encode(Object part) {
        return ENCODER.encodeToString(json.writeValueAsBytes(part));
    }

    /// The payload, or empty for anything that none of our keys has signed.
    ///
    /// @param maxLength longer texts are refused unread
    public <T> Optional<T> verify(String token, int maxLength, Class<T> payload) {
        var parts = token.length() > maxLength ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var header = json.readValue(DECODER.decode(parts[0]), Header.class);
            var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return JWS_ALGORITHM.equals(header.alg()) && isSigned(header.kid(), signed, DECODER.decode(parts[2]))
                    ? Optional.of(json.readValue(DECODER.decode(parts[1]), payload))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException | GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isSigned(@Nullable String keyId, byte[] content, byte[] mark) throws GeneralSecurityException {
        for (var key : publicKeys) {
            if (key.id().equals(keyId)) {
                var signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(key.key());
                signature.update(content);
                return signature.verify(mark);
            }
        }
        return false;
    }
}
