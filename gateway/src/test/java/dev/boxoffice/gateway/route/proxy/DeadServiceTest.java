package dev.boxoffice.gateway.route.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.StandInService;
import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.ServiceDirectory;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeadServiceTest extends GatewayTest {

    @Autowired
    private ServiceDirectory services;

    @Test
    void a_dead_service_is_503_its_breaker_opens_and_it_comes_back() {
        int port = SUPPORT.port();
        SUPPORT.close();
        CircuitBreaker breaker = services.of(Upstream.SUPPORT).all().getFirst().breaker();
        for (int i = 0; i < 25; i++) {
            HttpResponse<String> response = call("GET", "/support/sla/health", "anna", "");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(type(response)).isEqualTo("/problems/unavailable");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        // The others go on.
        assertThat(get("/venues/alive").statusCode()).isEqualTo(200);

        try (StandInService again = StandInService.start(port)) {
            assertThat(again.port()).isEqualTo(port);
            breaker.transitionToHalfOpenState(); // instead of waiting for it
            assertThat(call("GET", "/support/sla/health", "anna", "").statusCode())
                    .isEqualTo(200);
        }
    }
}
