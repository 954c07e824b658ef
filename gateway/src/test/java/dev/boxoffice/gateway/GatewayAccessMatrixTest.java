package dev.boxoffice.gateway;

import dev.boxoffice.testkit.contract.probe.AccessMatrix;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.net.URI;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.test.context.TestPropertySource;

/// Each operation is open to those the contract names, and to nobody else.
@TestPropertySource(properties = "boxoffice.ratelimit.enabled=false")
class GatewayAccessMatrixTest extends GatewayTest {

    @TestFactory
    Stream<DynamicTest> whoever_may_may_and_nobody_else() {
        var event = UUID.randomUUID();
        EVENTS.json("/events/" + event, """
                {"id":"%s","status":"ON_SALE","salesStartAt":"2026-01-01T00:00:00Z",
                 "waitingRoom":{"mode":"ON","admitPerMinute":60,"maxActive":10},"sections":[{"name":"Floor","total":1000}]}
                """.formatted(event));
        EVENTS.runBy(event, "alice");
        call("POST", "/events/" + event + "/queue", "opener", ""); // there is a room to look into
        return AccessMatrix.tests(
                "gateway",
                "alice",
                _ -> ProbedService.of(URI.create("http://localhost:" + port), "gateway", "")
                        .variable("eventId", event));
    }
}
