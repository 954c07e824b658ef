package dev.boxoffice.booking.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.BookingServiceApplication;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An instance of the service in a process of its own, on the same stores, that can be killed with -9.
public final class BookingProcess implements AutoCloseable {

    private static final Path LOG = Path.of("target", "victim.log");

    private final Process process;
    private final String base;

    private BookingProcess(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /// Ready to serve.
    public static BookingProcess start(Map<String, String> settings) throws IOException {
        var port = freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BookingServiceApplication.class.getName(),
                "--server.port=" + port,
                "--boxoffice.stripe.api-base=" + BookingServiceTest.STRIPE.baseUrl()));
        BoxofficeProperties.of(Set.of(StoreKind.POSTGRES, StoreKind.REDIS))
                .forEach((name, value) -> command.add("--" + name + "=" + value));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        Files.createDirectories(LOG.getParent());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        var started = new BookingProcess(process, "http://localhost:" + port);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(started::isReady);
        return started;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        assertThat(process.isAlive()).as("see %s", LOG).isTrue();
        try {
            return BookingTestClient.anonymous(base)
                            .get("/actuator/health/readiness")
                            .status()
                    == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    public String base() {
        return base;
    }

    /// As `kill -9` does.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
