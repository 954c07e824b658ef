package dev.boxoffice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// D7: nobody holds more than a few of the connections that streams need.
class StreamLimitTest extends OpenStreamTest {

    @Test
    void a_caller_has_five_streams_and_gets_another_when_one_has_ended() {
        String path = stream(BOOKINGS, "/bookings/");
        String user = "watcher-" + UUID.randomUUID();
        List<RawClient> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            RawClient one = open(path, user);
            assertThat(one.status()).isEqualTo(200);
            open.add(one);
        }
        RawClient refused = open(path, user);
        assertThat(refused.status()).isEqualTo(429);
        refused.close();
        RawClient neighbour = open(path, user + "-neighbour");
        assertThat(neighbour.status()).isEqualTo(200);

        open.getFirst().close(); // vanishes, without a word
        await().atMost(Duration.ofSeconds(20)).until(() -> open(path, user).status() == 200);
    }

    @Test
    void the_refusal_says_when_to_come_back() {
        String path = stream(BOOKINGS, "/bookings/");
        String user = "watcher-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            assertThat(open(path, user).status()).isEqualTo(200);
        }
        var refused = send(as(request(path), user).GET().build());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(type(refused)).isEqualTo("/problems/rate-limited");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
    }
}
