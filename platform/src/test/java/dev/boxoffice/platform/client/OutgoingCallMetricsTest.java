package dev.boxoffice.platform.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingCallMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final OutgoingCallMetrics calls = new OutgoingCallMetrics(observations);

    @BeforeEach
    void measure() {
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    }

    @ParameterizedTest
    @CsvSource({"200, SUCCESS", "302, REDIRECTION", "404, CLIENT_ERROR", "503, SERVER_ERROR"})
    void an_answer_is_timed_by_its_status(int status, String outcome) {
        try (var call = calls.begin("stripe", "POST", "/v1/refunds", (_, _) -> {})) {
            call.answered(status);
        }
        assertThat(meters.get("http.client.requests")
                        .tags("client.name", "stripe", "method", "POST", "uri", "/v1/refunds")
                        .tags("status", Integer.toString(status), "outcome", outcome, "exception", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void no_answer_is_timed_by_its_cause() {
        try (var call = calls.begin("stripe", "POST", "/v1/refunds", (_, _) -> {})) {
            call.failed(new IOException("reset"));
        }
        assertThat(meters.get("http.client.requests")
                        .tags("status", "CLIENT_ERROR", "outcome", "UNKNOWN", "exception", "IOException")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void where_nothing_is_traced_no_header_is_added() {
        try (var call = calls.begin("booking-service", "GET", "/bookings/{id}", (name, _) -> {
            throw new AssertionError(name);
        })) {
            call.answered(200);
        }
    }
}
