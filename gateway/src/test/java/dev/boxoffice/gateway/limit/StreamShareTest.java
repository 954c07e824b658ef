package dev.boxoffice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// D7: many callers together hold no more than an address may, nor than a service has connections for.
@TestPropertySource(properties = {"boxoffice.ratelimit.streams.address=5", "boxoffice.ratelimit.streams.service=3"})
class StreamShareTest extends OpenStreamTest {

    @Test
    void callers_of_one_address_share_what_it_and_what_a_service_may_have_open() {
        String booking = stream(BOOKINGS, "/bookings/");
        String event = stream(EVENTS, "/events/");
        List<RawClient> bookings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bookings.add(open(booking));
            assertThat(bookings.getLast().status()).isEqualTo(200);
        }
        assertThat(open(booking).status()).as("the service has three").isEqualTo(429);
        assertThat(open(event).status()).as("another service has its own").isEqualTo(200);
        assertThat(open(event).status()).isEqualTo(200);
        assertThat(open(event).status()).as("the address has five").isEqualTo(429);

        bookings.getFirst().close();
        await().atMost(Duration.ofSeconds(20)).until(() -> open(event).status() == 200);
    }

    /// By a caller of its own.
    private RawClient open(String path) {
        return open(path, "watcher-" + UUID.randomUUID());
    }
}
