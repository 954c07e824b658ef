package dev.boxoffice.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class KeptConnectionTest extends GatewayTest {

    /// Reactor Netty 1.3.7 now and then stopped reading a connection whose answer was ready before its request was
    /// read to the end, and the next request on it hung: github.com/reactor/reactor-netty/issues/4361
    @Test
    void a_connection_that_is_kept_answers_every_request() {
        for (int i = 0; i < 3_000; i++) {
            HttpResponse<String> answer = get("/actuator/health/liveness");
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
