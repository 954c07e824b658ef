package dev.boxoffice.gateway.route.proxy;

import static dev.boxoffice.gateway.StandInService.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.RawClient;
import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.gateway.route.service.ServiceDirectory;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// D6: what a client does or leaves undone is no service's failure, and costs no buyer anything.
@TestPropertySource(properties = "boxoffice.web.import-body-timeout=2s")
class HostileClientTest extends GatewayTest {

    private static final int MANY = 60; // more than a breaker looks at

    @Autowired
    private ServiceDirectory services;

    private final List<RawClient> attackers = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void end() {
        attackers.forEach(RawClient::close);
        for (Upstream upstream : Upstream.values()) {
            services.of(upstream).all().getFirst().breaker().reset();
        }
    }

    @Test
    void half_a_request_reaches_no_service_and_ends_with_408() {
        String half = " HTTP/1.1\nHost: localhost\nContent-Type: application/json\nContent-Length: 500\n"
                + "Authorization: Bearer " + TOKENS.token("attacker", "buyer") + "\n\n{";
        for (int i = 0; i < MANY; i++) {
            attackers.add(RawClient.send(port, "POST /booking/half" + half));
            attackers.add(RawClient.send(port, "POST /webhooks/stripe" + half));
            attackers.add(RawClient.send(port, "POST /events/half" + half));
        }
        assertThat(buyerIsServed()).isTrue();
        for (RawClient attacker : attackers) {
            String answer = attacker.all(); // the gateway closes the connection
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout", "X-Request-Id: ");
        }
        assertThat(buyerIsServed()).isTrue();
        assertThat(BOOKINGS.seen()).noneMatch(seen -> seen.path().equals("/booking/half"));
        assertThat(breakers()).containsOnly(CircuitBreaker.State.CLOSED);
        assertThat(failures()).isZero();
    }

    @Test
    void what_a_get_carries_is_not_waited_for() {
        RawClient client =
                RawClient.send(port, "GET /search/carried HTTP/1.1\nHost: localhost\nContent-Length: 500\n\n");
        attackers.add(client);
        assertThat(client.status()).isEqualTo(200);
        assertThat(SEARCH.seen()).anyMatch(seen -> seen.path().equals("/search/carried") && seen.bodyLength() == 0);
    }

    @Test
    void aborted_webhooks_and_imports_open_no_breaker() {
        String half = " HTTP/1.1\nHost: localhost\nContent-Type: application/json\nContent-Length: 500\n"
                + "Authorization: Bearer " + TOKENS.token("olivia", "organizer") + "\n\n{";
        for (int i = 0; i < MANY; i++) {
            RawClient.send(port, "POST /webhooks/stripe" + half).close();
            RawClient.send(port, "POST /events/import" + half).close();
        }
        assertThat(buyerIsServed()).isTrue();
        assertThat(breakers()).containsOnly(CircuitBreaker.State.CLOSED);
        assertThat(failures()).isZero();
    }

    /// They are passed on as they come, so that a service waits for them.
    @Test
    void stalled_imports_end_with_408_and_open_no_breaker() {
        String half = "POST /events/import HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                + "Content-Length: 500\nAuthorization: Bearer " + TOKENS.token("olivia", "organizer") + "\n\n{";
        for (int i = 0; i < MANY; i++) {
            attackers.add(RawClient.send(port, half));
        }
        for (RawClient attacker : attackers) {
            assertThat(attacker.all()).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout");
        }
        assertThat(buyerIsServed()).isTrue();
        assertThat(breakers()).containsOnly(CircuitBreaker.State.CLOSED);
        assertThat(failures()).isZero();
    }

    @Test
    void webhooks_that_fail_stop_webhooks_alone() {
        BOOKINGS.on("/webhooks/stripe", exchange -> respond(exchange, 500, "text/plain", "broken"));
        for (int i = 0; i < MANY; i++) {
            sendElsewhere(request("/webhooks/stripe")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
        }
        BOOKINGS.json("/webhooks/stripe", "{}");
        assertThat(services.of(Upstream.WEBHOOK).all().getFirst().breaker().getState())
                .isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(buyerIsServed()).isTrue();
    }

    private boolean buyerIsServed() {
        return Stream.of(
                        call("POST", "/booking/served", "buyer", "{}"),
                        call("GET", "/bookings/served", "buyer", ""),
                        get("/search/served"),
                        get("/events/served"))
                .allMatch(answer -> answer.statusCode() == 200);
    }

    private List<CircuitBreaker.State> breakers() {
        return Stream.of(Upstream.BOOKING, Upstream.WEBHOOK, Upstream.EVENT, Upstream.SEARCH)
                .map(upstream ->
                        services.of(upstream).all().getFirst().breaker().getState())
                .toList();
    }

    private long failures() {
        return Stream.of(Upstream.BOOKING, Upstream.WEBHOOK, Upstream.EVENT, Upstream.SEARCH)
                .mapToLong(upstream -> services.of(upstream)
                        .all()
                        .getFirst()
                        .breaker()
                        .getMetrics()
                        .getNumberOfFailedCalls())
                .sum();
    }
}
