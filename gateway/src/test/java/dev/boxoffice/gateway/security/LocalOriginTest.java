package dev.boxoffice.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.RawClient;
import dev.boxoffice.gateway.StandInService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// I5: a page that is being written on this machine may call the standalone run, and no other page.
@TestPropertySource(properties = "boxoffice.standalone.enabled=true")
class LocalOriginTest extends GatewayTest {

    private static final StandInService ISSUER = StandInService.start();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("boxoffice.services.issuer", ISSUER::url);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5173, 200",
        "http://localhost, 200",
        "http://127.0.0.1:3000, 200",
        "http://localhost.evil.example, 403",
        "https://evil.example, 403"
    })
    void preflight(String origin, int status) {
        String request = "OPTIONS /booking/reserve HTTP/1.1\nHost: localhost:8080\nOrigin: " + origin
                + "\nAccess-Control-Request-Method: POST\n"
                + "Access-Control-Request-Headers: authorization, content-type, idempotency-key\nConnection: close\n\n";
        try (RawClient client = RawClient.send(port, request)) {
            String answer = client.all();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer.contains("Access-Control-Allow-Origin: " + origin + "\r"))
                    .isEqualTo(status == 200);
            assertThat(answer.contains("application/problem+json")).isEqualTo(status == 403);
        }
    }

    @Test
    void a_call_from_a_foreign_page_is_told_why_it_is_refused() {
        String request =
                "GET /search HTTP/1.1\nHost: localhost:8080\nOrigin: https://evil.example\nConnection: close\n\n";
        try (RawClient client = RawClient.send(port, request)) {
            assertThat(client.all())
                    .startsWith("HTTP/1.1 403 ")
                    .contains("application/problem+json", "/problems/forbidden");
        }
    }

    /// The form of a page that tells nobody where it is, as the issuer's login is, comes from the origin `null`.
    @Test
    void a_form_of_the_issuers_page_passes() {
        ISSUER.on("/login", exchange -> StandInService.respond(exchange, 200, "text/html", "in"));
        String form = "username=alice";
        String request = "POST /login HTTP/1.1\nHost: localhost:8080\nOrigin: null\nContent-Length: " + form.length()
                + "\nContent-Type: application/x-www-form-urlencoded\nConnection: close\n\n" + form;
        try (RawClient client = RawClient.send(port, request)) {
            String answer = client.all();
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            assertThat(answer).doesNotContain("Access-Control-Allow-Origin");
        }
    }
}
