package dev.boxoffice.gateway.waitingroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Only Linux lets a client choose among the addresses of the loopback network.
@EnabledOnOs(OS.LINUX)
class RefusedTokenFilterTest extends GatewayTest {

    private static final int MOST = 100;

    @Test
    void an_address_that_tries_bad_tokens_is_kept_off_and_others_are_not() throws Exception {
        UUID event = WaitingRoomTest.event("ON", 0, 100, WaitingRoomTest.past());
        String path = "/events/" + event + "/queue";
        HttpClient guesser = from("127.0.0.9");
        for (int i = 0; i < MOST; i++) {
            assertThat(join(guesser, path, "Bearer guess-" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = join(guesser, path, "Bearer guess");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(type(refused)).isEqualTo("/problems/rate-limited");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("RateLimit-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("address-refused"));

        HttpResponse<String> neighbour = join(from("127.0.0.10"), path, "Bearer " + TOKENS.token("neighbour", "buyer"));
        assertThat(neighbour.statusCode()).isEqualTo(201);
    }

    private static HttpClient from(String address) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(address))
                .build();
    }

    private HttpResponse<String> join(HttpClient client, String path, String authorization)
            throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
