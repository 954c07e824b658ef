package dev.boxoffice.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

/// Metrics have a port of their own, as everywhere the gateway is deployed.
@TestPropertySource(properties = "management.server.port=0")
class ManagementPortTest extends GatewayTest {

    @LocalManagementPort
    private int managementPort;

    @Test
    void metrics_are_read_there_and_nowhere_else() {
        get("/problems");
        // A call is counted when it is over, which may be after its answer.
        await().untilAsserted(() -> {
            var metrics = management("/actuator/prometheus");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("boxoffice_queue_tick_age_seconds", "boxoffice_gateway_in_flight")
                    .contains("http_server_requests_seconds_count");
        });
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(404);
    }

    @Test
    void calls_are_counted_by_the_route_they_take() {
        get("/events/0198c0de-0000-7000-8000-000000000001");
        get("/events/0198c0de-0000-7000-8000-000000000001/availability/stream");
        get("/search/suggest?term=a");
        call("POST", "/search/rebuild", "oscar", "");
        get("/nowhere");
        await().untilAsserted(
                        () -> assertThat(management("/actuator/prometheus").body())
                                .contains("uri=\"/events/**\"", "uri=\"/events/**/stream\"", "uri=\"/search/**\"")
                                .contains("uri=\"/search/rebuild\"", "uri=\"NOT_FOUND\"")
                                .doesNotContain("0198c0de"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void callers_and_probes_see_on_both_whether_it_is_well(String path) {
        for (var answer : new HttpResponse<?>[] {get(path), management(path)}) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().toString()).contains("\"status\":\"UP\"").doesNotContain("details");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health/redis", "/actuator/env"})
    void nothing_else_is_shown_outside(String path) {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void what_buyers_call_is_not_served_there() {
        assertThat(management("/events").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> management(String path) {
        return sendElsewhere(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path))
                .GET()
                .build());
    }
}
