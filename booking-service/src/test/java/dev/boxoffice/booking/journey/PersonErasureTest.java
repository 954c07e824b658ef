package dev.boxoffice.booking.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingInvariants;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A person can see what is held of them, and is gone when an operator says so: a canary, a name like no
/// other, is looked for everywhere.
class PersonErasureTest extends BookingServiceTest {

    @Autowired
    StringRedisTemplate redis;

    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void after_an_erasure_the_person_is_nowhere_and_their_booking_stands() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        concert.member(canary, "DOOR");
        var alice = buyer(canary);
        var booking = alice.buy(alice.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        awaitStatus(alice, booking, "CONFIRMED");
        var refund = BookingTestClient.of(base(), "olivia", "organizer")
                .post(
                        "/bookings/" + booking + "/refunds",
                        Map.of(
                                "reason",
                                "For " + canary,
                                "voidTickets",
                                false,
                                "amount",
                                Map.of("amount", 500, "currency", "EUR")));
        assertThat(refund.status()).as(refund.raw().text()).isEqualTo(201);
        assertThat(found()).as("the canary is held before").isNotEmpty();

        assertThat(alice.get("/people/" + canary).body().path("records").has("booking.booking"))
                .isTrue();
        assertThat(buyer("bob").get("/people/" + canary).status()).isEqualTo(403);
        assertThat(alice.delete("/people/" + canary).status()).isEqualTo(403);

        var erased = BookingTestClient.of(base(), "root", "operator").delete("/people/" + canary);
        assertThat(erased.status()).as(erased.raw().text()).isEqualTo(200);
        assertThat(erased.body().path("records").asLong()).isPositive();

        assertThat(found()).isEmpty();
        assertThat(messages()).noneMatch(text -> text.contains(canary));
        assertThat(concert.ticketStatuses().getFirst()).isEqualTo("BOOKED");
        new BookingInvariants(POSTGRES, STRIPE).verify(concert.id());
        assertThat(BookingTestClient.of(base(), "root", "operator")
                        .get("/people/" + canary)
                        .status())
                .isEqualTo(404);
        assertThat(BookingTestClient.of(base(), "root", "operator")
                        .delete("/people/" + canary)
                        .body()
                        .path("records")
                        .asLong())
                .isZero();
    }

    /// Where the canary stands, as `schema.table`.
    private List<String> found() {
        var owner = JdbcClient.create(POSTGRES.superuser());
        var tables = owner.sql("""
                        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('catalog', 'inventory', 'booking', 'support')
                        """).query(String.class).list();
        var places = new ArrayList<String>();
        for (var table : tables) {
            var count = owner.sql("select count(*) from %s t where position(? in t::text) > 0".formatted(table))
                    .param(canary)
                    .query(Long.class)
                    .single();
            if (count > 0) {
                places.add(table);
            }
        }
        return places;
    }

    private List<String> messages() {
        var texts = new ArrayList<String>();
        for (var stream : List.of("bo:events:booking", "bo:events:catalog")) {
            var all = redis.<String, String>opsForStream().range(stream, Range.unbounded());
            if (all != null) {
                all.forEach(message -> texts.addAll(message.getValue().values()));
            }
        }
        try (var keys = redis.scan(ScanOptions.scanOptions().count(1_000).build())) {
            keys.forEachRemaining(texts::add);
        }
        return texts;
    }
}
