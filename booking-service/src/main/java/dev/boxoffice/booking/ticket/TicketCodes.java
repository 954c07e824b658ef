package dev.boxoffice.booking.ticket;

import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.id.TimeOrderedId;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Signs what is in a ticket's QR code: a JWS (RFC 7515) with Ed25519 (RFC 8037), so that a door without a
/// network can verify it with any JOSE library and `/.well-known/ticket-keys.json`.
@Component
public class TicketCodes {

    /// What a code says.
    ///
    /// @param booking a ticket sold again after a cancellation has another one
    public record Admission(TicketId ticket, UUID booking) {}

    /// @param tid ticket id
    /// @param bid booking id
    private record Payload(@Nullable String tid, @Nullable String bid) {}

    private record Header(@Nullable String alg, @Nullable String kid) {}

    private static final int MAX_LENGTH = 1_000;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final PrivateKey signingKey;
    private final List<TicketKey> keys = new ArrayList<>();
    private final JsonMapper json;

    TicketCodes(TicketProperties properties, JsonMapper json) {
        this.json = json;
        try {
            var factory = KeyFactory.getInstance("Ed25519");
            this.signingKey = factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(properties.signingKey())));
            keys.add(publicKeyOf((EdECPrivateKey) signingKey));
            for (var previous : properties.previousPublicKeys()) {
                keys.add(TicketKey.of(factory.generatePublic(
                        new X509EncodedKeySpec(Base64.getDecoder().decode(previous)))));
            }
        } catch (GeneralSecurityException badKey) {
            throw new IllegalArgumentException("boxoffice.ticket.signing-key must be Ed25519, PKCS#8, base64", badKey);
        }
    }

    /// The JDK derives a public key only where it makes the pair: so it makes one from this key's own bytes.
    private static TicketKey publicKeyOf(EdECPrivateKey key) throws GeneralSecurityException {
        var seed = key.getBytes().orElseThrow();
        var generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return TicketKey.of(generator.generateKeyPair().getPublic());
    }

    List<TicketKey> keys() {
        return List.copyOf(keys);
    }

    String codeOf(Admission admission) {
        var header = encode(new Header("EdDSA", keys.getFirst().id()));
        var payload = encode(
                new Payload(admission.ticket().toString(), admission.booking().toString()));
        var content = header + "." + payload;
        try {
            var signature = Signature.getInstance("Ed25519");
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

    /// Empty for anything this platform has not signed.
    public Optional<Admission> read(String code) {
        var parts = code.split("\\.", -1);
        if (parts.length != 3 || code.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var header = json.readValue(DECODER.decode(parts[0]), Header.class);
            var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            if (!"EdDSA".equals(header.alg()) || !isSigned(header.kid(), signed, DECODER.decode(parts[2]))) {
                return Optional.empty();
            }
            var payload = json.readValue(DECODER.decode(parts[1]), Payload.class);
            if (payload.tid() == null || payload.bid() == null) {
                return Optional.empty();
            }
            var booking = TimeOrderedId.parse(payload.bid());
            return TicketId.parse(payload.tid()).flatMap(ticket -> booking.map(id -> new Admission(ticket, id)));
        } catch (IllegalArgumentException | JacksonException | GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isSigned(@Nullable String keyId, byte[] content, byte[] mark) throws GeneralSecurityException {
        for (var key : keys) {
            if (key.id().equals(keyId)) {
                var signature = Signature.getInstance("Ed25519");
                signature.initVerify(key.key());
                signature.update(content);
                return signature.verify(mark);
            }
        }
        return false;
    }
}
