package dev.boxoffice.deploy.pretend.outside;

import dev.boxoffice.deploy.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The secrets that `k8s/make-secrets.sh` makes, by a `kubectl` that keeps them in files.
///
/// @param all by name
public record PretendSecrets(Map<String, Map<String, String>> all) {

    private static final String KUBECTL = """
            #!/bin/sh
            case "$*" in
              *"get secret"*) exit 1 ;;
              *"create secret generic"*) cat >"$PRETEND_SECRETS/$6" ;;
              *apply*) cat >/dev/null ;;
            esac
            """;

    public static PretendSecrets make(Path folder, String stripeKey, String webhookSecret) {
        try {
            var secrets = Files.createDirectories(folder.resolve("secrets"));
            var programs = Files.createDirectories(folder.resolve("bin"));
            var kubectl = Files.writeString(programs.resolve("kubectl"), KUBECTL);
            Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwxr-xr-x"));
            var builder = new ProcessBuilder(
                            "bash", ProjectFiles.path("k8s/make-secrets.sh").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("secrets.log").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "PATH",
                            programs + ":" + System.getenv("PATH"),
                            "PRETEND_SECRETS",
                            secrets.toString(),
                            "STRIPE_SECRETKEY",
                            stripeKey,
                            "STRIPE_WEBHOOKSECRET",
                            webhookSecret));
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("secrets.log")));
            }
            var all = new TreeMap<String, Map<String, String>>();
            try (var files = Files.list(secrets)) {
                for (var file : files.toList()) {
                    all.put(file.getFileName().toString(), values(file));
                }
            }
            return new PretendSecrets(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> values(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    public String of(String secret, String key) {
        var value = all.getOrDefault(secret, Map.of()).get(key);
        if (value == null) {
            throw new IllegalStateException("no " + key + " in secret " + secret);
        }
        return value;
    }
}
