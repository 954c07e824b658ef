package dev.boxoffice.booking.journey.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingInstance;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.testkit.TestRedis;
import io.lettuce.core.cluster.SlotHash;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Selling on a Redis Cluster of three masters, which refuse whatever reaches across two slots.
class BookingRedisClusterTest extends BookingServiceTest {

    private static final TestRedis CLUSTER = TestRedis.cluster();
    private static BookingInstance instance;

    @BeforeAll
    static void start() {
        instance = BookingInstance.start(Duration.ZERO, Map.of("boxoffice.redis.url", CLUSTER.url()));
    }

    @BeforeEach
    void webhooksGoThere() {
        STRIPE.deliverTo(URI.create(instance.base() + "/webhooks/stripe"));
    }

    @Override
    protected BookingTestClient buyer(String name) {
        return BookingTestClient.of(instance.base(), name, "buyer");
    }

    @AfterAll
    static void stop() {
        instance.close();
        CLUSTER.stop();
    }

    @Test
    void seats_are_held_paid_given_back_and_held_again() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = buyer("alice");
        var hold = alice.reserve(concert.tickets(0, 3));
        assertThat(hold.body().path("guaranteed").asBoolean()).isTrue();
        refused(buyer("bob").reserve(concert.ticket(1)), 409, "seat-taken");
        assertThat(alice.delete("/booking/holds/" + hold.text("holdId")).status())
                .isEqualTo(204);
        var bobs = buyer("bob").reserve(concert.tickets(1, 3));
        assertThat(buyer("bob").buy(bobs.text("holdId"), "pm_card_visa").text("status"))
                .isEqualTo("CONFIRMED");
        refused(alice.reserve(concert.ticket(2)), 409, "seat-taken");
        promisesAreKept(concert);
    }

    @Test
    void a_key_used_for_one_event_is_refused_for_another_whose_seats_are_in_another_slot() {
        var first = concert().seated("Stalls", 1, 2, 4500).open();
        var other = Stream.generate(() -> concert().seated("Stalls", 1, 2, 4500))
                .filter(event -> slotOf(event) != slotOf(first))
                .findFirst()
                .orElseThrow()
                .open();
        var alice = buyer("alice").with("Idempotency-Key", "key-" + first.id());
        var hold = alice.reserve(first.ticket(0));
        assertThat(hold.status()).isEqualTo(201);
        refused(alice.reserve(other.ticket(0)), 422, "idempotency-key-reused");
        assertThat(buyer("bob").reserve(other.ticket(0)).status())
                .as("nothing was held")
                .isEqualTo(201);
        assertThat(alice.reserve(first.ticket(0)).text("holdId")).isEqualTo(hold.text("holdId"));
    }

    private static int slotOf(BookingTestEvent concert) {
        return SlotHash.getSlot("bo:{" + concert.id() + "}:");
    }
}
