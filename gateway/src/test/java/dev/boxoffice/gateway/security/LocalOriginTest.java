package dev.boxoffice.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.RawClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/// I5: a page that is being written on this machine may call the standalone run, and no other page.
@TestPropertySource(properties = "boxoffice.standalone.enabled=true")
class LocalOriginTest extends GatewayTest {

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
        }
    }
}
