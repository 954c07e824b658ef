package dev.boxoffice.gateway;

import dev.boxoffice.testkit.contract.probe.ContractFuzzer;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.net.URI;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.test.context.TestPropertySource;

/// I1, I2, I5: whatever is sent to an operation, nothing fails and nothing is passed over in silence.
@TestPropertySource(properties = "boxoffice.ratelimit.enabled=false")
class GatewayContractFuzzTest extends GatewayTest {

    @TestFactory
    Stream<DynamicTest> nothing_fails_and_nothing_is_passed_over() {
        var event = UUID.randomUUID();
        EVENTS.json("/events/" + event, """
                {"id":"%s","status":"ON_SALE","salesStartAt":"2026-01-01T00:00:00Z",
                 "waitingRoom":{"mode":"ON","admitPerMinute":60,"maxActive":10},"sections":[{"name":"Floor","total":1000}]}
                """.formatted(event));
        return ContractFuzzer.tests(ProbedService.of(
                        URI.create("http://localhost:" + port), "gateway", TOKENS.token("oscar", "buyer", "operator"))
                .variable("eventId", event));
    }
}
