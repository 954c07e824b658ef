package dev.boxoffice.booking.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.BookingServiceApplication;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.process.ServiceProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// An instance of the service in a process of its own, on the same stores, that can be killed with -9.
public final class BookingProcess implements AutoCloseable {

    private final ServiceProcess process;

    private BookingProcess(ServiceProcess process) {
        this.process = process;
    }

    /// Ready to serve.
    public static BookingProcess start(Map<String, String> settings) {
        var all = new HashMap<>(BoxofficeProperties.of(Set.of(StoreKind.POSTGRES, StoreKind.REDIS)));
        all.put("boxoffice.stripe.api-base", BookingServiceTest.STRIPE.baseUrl());
        all.putAll(settings);
        var started = new BookingProcess(ServiceProcess.start(BookingServiceApplication.class, 256, all));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(started::isReady);
        return started;
    }

    private boolean isReady() {
        assertThat(process.isAlive()).as("see %s", process.log()).isTrue();
        try {
            return BookingTestClient.anonymous(base())
                            .get("/actuator/health/readiness")
                            .status()
                    == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    public String base() {
        return process.base();
    }

    /// As `kill -9` does.
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
