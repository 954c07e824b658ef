package dev.boxoffice.standalone.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/// Passwords and keys of this installation: made once, kept readable by their owner alone.
final class SecretDirectory {

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    SecretDirectory(Path directory) {
        this.directory = directory;
    }

    String password(String name) {
        return kept(name, () -> HexFormat.of().formatHex(bytes(20)));
    }

    String prefixed(String name, String prefix) {
        return kept(name, () -> prefix + HexFormat.of().formatHex(bytes(20)));
    }

    /// 32 random bytes, base64.
    String key(String name) {
        return kept(name, () -> Base64.getEncoder().encodeToString(bytes(32)));
    }

    /// An Ed25519 private key, PKCS#8 in base64.
    String signatureKey(String name) {
        return kept(name, () -> {
            try {
                var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Ed25519 is missing", e);
            }
        });
    }

    /// What an operator has put there; empty where nobody has.
    String optional(String name) {
        return Files.exists(file(name)) ? kept(name, () -> "") : "";
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    private String kept(String name, Supplier<String> make) {
        var file = file(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                var fresh = Files.createTempFile(directory, name, ".new"); // owner-only from the start
                Files.writeString(fresh, make.get());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the secret " + name, e);
        }
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
