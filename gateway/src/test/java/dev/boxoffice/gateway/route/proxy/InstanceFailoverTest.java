package dev.boxoffice.gateway.route.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.StandInService;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// O1: a read whose connection broke is answered by another instance; a write is not sent twice.
class InstanceFailoverTest extends GatewayTest {

    private static final StandInService BROKEN = StandInService.start();
    private static final StandInService WELL = StandInService.start();

    @DynamicPropertySource
    static void instances(DynamicPropertyRegistry registry) {
        registry.add("boxoffice.services.search", () -> BROKEN.url() + "," + WELL.url());
        registry.add("boxoffice.services.booking", () -> BROKEN.url() + "," + WELL.url());
    }

    @AfterAll
    static void stop() {
        BROKEN.close();
        WELL.close();
    }

    @Test
    void a_read_goes_to_another_instance_and_a_write_does_not() {
        AtomicInteger broken = new AtomicInteger();
        AtomicInteger well = new AtomicInteger();
        for (String path : new String[] {"/search/once", "/booking/once"}) {
            BROKEN.on(path, exchange -> {
                exchange.getRequestBody().readAllBytes();
                broken.incrementAndGet();
                exchange.close(); // no answer
            });
            WELL.on(path, exchange -> {
                exchange.getRequestBody().readAllBytes();
                well.incrementAndGet();
                StandInService.respond(exchange, 200, "application/json", "{}");
            });
        }
        for (int i = 0; i < 6; i++) {
            assertThat(sendElsewhere(request("/search/once").GET().build()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(broken).satisfies(count -> assertThat(count.get()).isBetween(1, 6));
        assertThat(well).hasValue(6);

        broken.set(0);
        well.set(0);
        int failed = 0;
        for (int i = 0; i < 6; i++) {
            HttpResponse<String> answer = sendElsewhere(as(request("/booking/once"), "alice")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
            failed += answer.statusCode() == 503 ? 1 : 0;
        }
        assertThat(broken).hasValue(failed).hasValueGreaterThan(0);
        assertThat(well).hasValue(6 - failed);
    }
}
