package dev.boxoffice.standalone.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// D4: a new key to sign tickets with. What was signed before stays valid: the old key's public half joins those that
/// are still accepted.
///
/// @param signingKey the new private key, PKCS#8, base64
/// @param previousPublicKeys X.509, base64, the latest first, separated by commas
record TicketKeyRotation(String signingKey, String previousPublicKeys) {

    private static final String ALGORITHM = "Ed25519";
    private static final String KEY = "ticket-signing-key";
    private static final String PREVIOUS = "ticket-previous-public-keys";

    /// @param current the private key of now, PKCS#8, base64
    /// @param previous public keys that are accepted already, separated by commas; may be empty
    static TicketKeyRotation of(String current, String previous) {
        try {
            var fresh = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var replaced = base64(publicKeyOf(current).getPublic().getEncoded());
            return new TicketKeyRotation(
                    base64(fresh.getPrivate().getEncoded()), previous.isBlank() ? replaced : replaced + "," + previous);
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw new OperationRefusedException("the ticket key is no Ed25519 key in PKCS#8, base64");
        }
    }

    /// The JDK derives a public key only where it makes the pair: so it makes one from this key's own bytes.
    private static KeyPair publicKeyOf(String privateKey) throws GeneralSecurityException {
        var specification = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey.strip()));
        var seed = ((EdECPrivateKey) KeyFactory.getInstance(ALGORITHM).generatePrivate(specification))
                .getBytes()
                .orElseThrow();
        var generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Rotates the key that `./boxoffice up` has made. The public keys are written first: a stop in between
    /// leaves a key too many, and no ticket without its own.
    static void inDirectory(Path secrets) throws IOException {
        if (!Files.exists(secrets.resolve(KEY))) {
            throw new OperationRefusedException(
                    "there is no ticket key in " + secrets + " yet; run ./boxoffice up once");
        }
        var previous = Files.exists(secrets.resolve(PREVIOUS)) ? Files.readString(secrets.resolve(PREVIOUS)) : "";
        var rotation = of(Files.readString(secrets.resolve(KEY)), previous.strip());
        write(secrets, PREVIOUS, rotation.previousPublicKeys());
        write(secrets, KEY, rotation.signingKey());
    }

    private static void write(Path secrets, String name, String value) throws IOException {
        var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Files.createTempFile(secrets, name, ".new", owners);
        Files.writeString(fresh, value);
        Files.move(fresh, secrets.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
