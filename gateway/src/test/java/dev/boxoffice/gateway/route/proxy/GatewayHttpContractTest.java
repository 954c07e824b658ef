package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.testkit.contract.HttpContract;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.test.context.TestPropertySource;

/// The gateway's answers to what `contracts/http` sends to everybody.
@TestPropertySource(
        properties = {"boxoffice.oidc.roles-claim=" + HttpContract.ROLES_CLAIM, "boxoffice.upstream.max-wait=20s"})
class GatewayHttpContractTest extends GatewayTest {

    @Autowired
    private ResponseTimeout timeout;

    @TestFactory
    Stream<DynamicTest> tokens() {
        return contract().tokens("/bookings/contract", "/queues");
    }

    @TestFactory
    Stream<DynamicTest> request_ids() {
        return contract().requestIds("/nowhere");
    }

    @TestFactory
    Stream<DynamicTest> traces() {
        return contract().traceParents("/nowhere");
    }

    /// It waits that much longer for the service.
    @TestFactory
    Stream<DynamicTest> preferred_waits() {
        var request = MockServerHttpRequest.get("/bookings/1");
        var without = timeout.of(request.build(), Upstream.BOOKING);
        return HttpContract.prefer(values -> timeout.of(
                        MockServerHttpRequest.get("/bookings/1")
                                .header("Prefer", values.toArray(String[]::new))
                                .build(),
                        Upstream.BOOKING)
                .minus(without));
    }

    private HttpContract contract() {
        return new HttpContract(URI.create("http://localhost:" + port));
    }
}
