package dev.boxoffice.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/// Whether the stores should run in containers: where a Docker engine answers, unless
/// `BOXOFFICE_TEST_STORES=embedded`.
final class Docker {
    private static final boolean AVAILABLE = detect();

    private Docker() {}

    static boolean isAvailable() {
        return AVAILABLE;
    }

    /// Looks for a socket first: Testcontainers' own search is slow and loud where there is none.
    private static boolean detect() {
        if ("embedded".equals(System.getenv("BOXOFFICE_TEST_STORES"))) {
            return false;
        }
        var configured = System.getenv("DOCKER_HOST") != null;
        var sockets = Stream.of(
                "/var/run/docker.sock",
                System.getProperty("user.home") + "/.docker/run/docker.sock",
                System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/nowhere") + "/docker.sock");
        if (!configured && sockets.noneMatch(socket -> Files.exists(Path.of(socket)))) {
            return false;
        }
        return DockerClientFactory.instance().isDockerAvailable();
    }
}
