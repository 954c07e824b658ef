package dev.boxoffice.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class KeptConnectionTest extends GatewayTest {

    @Autowired
    private ConnectionDrain drain;

    /// O2: what is kept open brings its next request to a gateway that is about to close it.
    @Test
    void a_gateway_that_is_to_end_closes_each_connection_with_its_answer() {
        assertThat(get("/actuator/health/liveness").headers().firstValue("Connection"))
                .isEmpty();
        var drained = new CountDownLatch(1);
        drain.stop(drained::countDown);
        try {
            HttpResponse<String> answer = get("/actuator/health/liveness");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Connection")).hasValue("close");
            await().until(() -> drained.getCount() == 0);
        } finally {
            drain.start();
        }
    }

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
