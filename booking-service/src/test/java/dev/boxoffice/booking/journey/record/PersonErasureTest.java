package dev.boxoffice.booking.journey.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingInvariants;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.booking.testing.TextTraces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;

/// A person can see what is held of them, and is gone when an operator says so: a canary, a name like no
/// other, is looked for everywhere.
@ExtendWith(OutputCaptureExtension.class)
class PersonErasureTest extends BookingServiceTest {

    private static final String STREAM = "bo:events:booking";

    @Autowired
    StringRedisTemplate redis;

    private final String canary = "canary" + unique();
    private final String address = "box" + unique() + "@example.org";
    private final String surname = "Vogel" + unique();
    private final Map<String, String> contact = Map.of("email", address, "name", "Klara " + surname, "locale", "de-AT");

    private static String unique() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @BeforeEach
    void theOtherServicesHaveTables() {
        POSTGRES.migrate("support").migrate("search");
    }

    private BookingTestClient operator() {
        return BookingTestClient.of(base(), "root", "operator");
    }

    private List<String> traces() {
        return new TextTraces(POSTGRES, redis).of(List.of(canary, address, surname));
    }

    private BookingTestResponse bought(BookingTestClient buyer, BookingTestEvent event, int ordinal, Object said) {
        var hold = buyer.reserve(event.ticket(ordinal)).text("holdId");
        var made = buyer.with("Prefer", "wait=20")
                .put("/booking/confirm", Map.of("holdId", hold, "paymentMethodId", "pm_card_visa", "contact", said));
        assertThat(made.text("status")).as(made.raw().text()).isEqualTo("CONFIRMED");
        return made;
    }

    private static void accepted(BookingTestResponse answer) {
        assertThat(answer.status()).as(answer.raw().text()).isBetween(200, 299);
    }

    /// Buys, gives and gets tickets, waits, scans, sells and is sold to: whatever leaves a name somewhere.
    private BookingTestEvent life() {
        var concert = concert()
                .seated("Stalls", 2, 6, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(2)))
                .open()
                .member(canary, "MANAGER");
        var alice = buyer(canary);
        var bob = buyer("bob-of-" + concert.id());
        var booking = bought(alice, concert, 0, contact).text("bookingId");
        bought(alice, concert, 1, contact);
        accepted(BookingTestClient.of(base(), "olivia", "organizer")
                .post(
                        "/bookings/" + booking + "/refunds",
                        Map.of(
                                "reason",
                                "For " + canary + ", " + surname,
                                "voidTickets",
                                false,
                                "amount",
                                Map.of("amount", 500, "currency", "EUR"))));
        accepted(alice.post("/bookings/" + booking + "/mails", Map.of()));

        var given = alice.post("/tickets/" + concert.ticket(1) + "/transfers", Map.of("to", "bob-of-" + concert.id()));
        accepted(bob.send("POST", "/transfers/" + given.text("transferId") + "/acceptance", null));
        bought(bob, concert, 2, Map.of("email", "bob-of-" + concert.id() + "@example.org"));
        bought(bob, concert, 3, Map.of("email", "bob-of-" + concert.id() + "@example.org"));
        var got = bob.post("/tickets/" + concert.ticket(2) + "/transfers", Map.of("to", canary + "@example.org"));
        accepted(alice.send("POST", "/transfers/" + got.text("transferId") + "/acceptance", null));
        accepted(bob.post("/tickets/" + concert.ticket(3) + "/transfers", Map.of("to", address)));

        accepted(alice.post("/events/" + concert.id() + "/waitlist", Map.of("quantity", 2)));
        accepted(alice.with("Idempotency-Key", canary).reserve(concert.ticket(5)));
        alice.buy(alice.reserve(concert.ticket(6)).text("holdId"), "pm_card_chargeDeclined");
        alice.post("/booking/reserve", Map.of("ticketIds", List.of(concert.ticket(7)), "code", surname));

        var code = alice.get("/bookings/" + booking + "/tickets")
                .body()
                .at("/tickets/0/code")
                .asString();
        var door = BookingTestClient.of(base(), canary, "scanner");
        var scan = door.post("/check-ins", Map.of("code", code, "gate", "North", "nonce", unique()));
        accepted(scan);
        accepted(door.delete("/check-ins/" + scan.text("checkInId")));
        var counter = BookingTestClient.of(base(), canary, "organizer");
        accepted(counter.with("Idempotency-Key", unique())
                .post(
                        "/events/" + concert.id() + "/box-office-sales",
                        Map.of("ticketIds", List.of(concert.ticket(8)), "payment", "CASH", "contact", contact)));
        accepted(counter.put(
                "/events/" + concert.id() + "/withheld",
                Map.of("ticketIds", List.of(concert.ticket(9)), "kind", "HOUSE", "reason", "For " + surname)));
        atTheDesk();
        inTheSearch();
        inAWaitingRoom(concert);
        awaitMailsTold(concert);
        return concert;
    }

    /// As support-service, search-service and gateways leave it; they have tests of their own.
    private void atTheDesk() {
        sql().sql("""
                        insert into support.mail (id, recipient, subject, body, created_at, attempt_at, given_up_at)
                        values (gen_random_uuid(), :address, 'Your tickets', 'Hello ' || :surname, now(), now(), now())
                        """).param("address", address).param("surname", surname).update();
        sql().sql("""
                        insert into support.inbound_mail (message_id, sender, outcome, reason, received_at)
                        values (gen_random_uuid()::text, :address, 'DROPPED', 'LOOP', now())
                        """).param("address", address).update();
        sql().sql("""
                        insert into support.agent (id, name, presence, capacity, updated_at)
                        values (:canary, :surname, 'AWAY', 1, now())
                        """).param("canary", canary).param("surname", surname).update();
    }

    private void inTheSearch() {
        sql().sql("""
                        insert into search.rebuild (id, state, reason, requested_by, requested_at, finished_at)
                        values (gen_random_uuid(), 'DONE', 'An operator asked for it', :canary, now(), now())
                        """).param("canary", canary).update();
        sql().sql("""
                        insert into search.idempotency_key (caller, key, request_hash, status, headers, body, created_at)
                        values ('root', :key, '', 202, '{}', :body, now())
                        """)
                .param("key", unique())
                .param("body", "{\"requestedBy\":\"" + canary + "\"}")
                .update();
    }

    private void inAWaitingRoom(BookingTestEvent concert) {
        redis.opsForZSet().add("bo:queues:changed", concert.id().toString(), (double) System.currentTimeMillis());
        redis.opsForHash().put("bo:{" + concert.id() + "}:queue:changes", unique(), """
                {"actor": "%s", "action": "QUEUE_MESSAGE_CHANGED", "details": {"characters": 7}}""".formatted(canary));
    }

    /// What is on its way has arrived in the stream.
    private void awaitMailsTold(BookingTestEvent concert) {
        await().until(() ->
                sql().sql("""
                        select count(*) from booking.outbox
                         where (aggregate_id = :event or event_id = :event) and published_at is null
                        """).param("event", concert.id()).query(Long.class).single() == 0 && isAllRead());
    }

    /// Whoever writes mails of what was confirmed has written them: none follows.
    private boolean isAllRead() {
        var last = redis.opsForStream().info(STREAM).lastGeneratedId();
        return redis.opsForStream().groups(STREAM).stream()
                .filter(group -> group.groupName().equals("booking-mail"))
                .anyMatch(group -> group.lastDeliveredId().equals(last) && group.pendingCount() == 0);
    }

    /// B13: in no table, stream, key or log, whatever the person did, and what they bought stands.
    @Test
    void after_an_erasure_the_person_is_nowhere_and_their_booking_stands(CapturedOutput log) {
        var concert = life();
        var alice = buyer(canary);
        assertThat(traces()).as("the canary is held before").hasSizeGreaterThan(10);
        assertThat(alice.get("/people/" + canary).body().path("records").propertyNames())
                .contains("booking.booking", "search.rebuild");
        assertThat(buyer("bob").get("/people/" + canary).status()).isEqualTo(403);
        assertThat(alice.delete("/people/" + canary).status()).isEqualTo(403);

        var erased = operator().delete("/people/" + canary);
        assertThat(erased.status()).as(erased.raw().text()).isEqualTo(200);
        assertThat(erased.body().path("records").asLong()).isPositive();

        assertThat(traces()).isEmpty();
        assertThat(log.getAll()).doesNotContain(canary, address, surname);
        assertThat(redis.opsForHash().values("bo:{" + concert.id() + "}:queue:changes"))
                .as("what they did in a waiting room is told all the same")
                .hasSize(1);
        assertThat(sql().sql(
                                "select count(*) from booking.audit_entry where event_id = ? and action = 'TICKETS_WITHHELD'")
                        .param(concert.id())
                        .query(Long.class)
                        .single())
                .as("a name that is replaced keeps no seats back again")
                .isOne();
        assertThat(concert.ticketStatuses().getFirst()).isEqualTo("BOOKED");
        new BookingInvariants(POSTGRES, STRIPE).verify(concert.id());
        assertThat(operator().get("/people/" + canary).status()).isEqualTo(404);
        assertThat(operator().delete("/people/" + canary).body().path("records").asLong())
                .isZero();
    }

    /// A mail that is not told yet is not sent to nobody with their name in it.
    @Test
    void mails_that_still_wait_in_the_outbox_are_not_sent() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open();
        bought(buyer(canary), concert, 0, contact);
        awaitMailsTold(concert);
        sql().sql("""
                        insert into booking.outbox (id, type, aggregate_id, payload, occurred_at)
                        select gen_random_uuid(), 'MailRequested', ?, jsonb_build_object('recipient', ?, 'body', 'Hello ' || ?), now()
                        """).params(concert.id(), address, surname).update();
        accepted(operator().delete("/people/" + canary));
        assertThat(traces()).isEmpty();
    }

    /// B13: whose address ends or begins with theirs is somebody else, whose mails are theirs still.
    @Test
    void an_address_that_has_theirs_in_it_is_not_theirs() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open();
        var others = List.of("jo" + address, address + ".au");
        bought(buyer(canary), concert, 0, contact);
        bought(buyer("johanna-of-" + concert.id()), concert, 1, Map.of("email", others.getFirst()));
        bought(buyer("anna-au-of-" + concert.id()), concert, 2, Map.of("email", others.getLast()));
        await().until(() -> isToldAMail(address) && others.stream().allMatch(this::isToldAMail));

        accepted(operator().delete("/people/" + canary));

        assertThat(others).allMatch(this::isToldAMail);
        assertThat(new TextTraces(POSTGRES, redis).of(List.of(canary, "\"" + address + "\"")))
                .isEmpty();
    }

    private boolean isToldAMail(String recipient) {
        return redis.<String, String>opsForStream().range(STREAM, Range.unbounded()).stream()
                .flatMap(message -> message.getValue().values().stream())
                .anyMatch(value -> value.contains("\"" + recipient + "\""));
    }

    /// B13: however a sentence goes on around it, an address is found in it; within a longer one it is not.
    @ParameterizedTest
    @ValueSource(strings = {"booking", "catalog", "support", "search"})
    void an_address_is_found_in_a_sentence(String schema) {
        var gone = "erased-1@erased.invalid";
        for (var sentence : List.of(
                "%s",
                "Write to %s.",
                "Write to\n%s\tsoon",
                "\u0001%s, or call",
                "<mailto:%s>",
                "(%s)",
                "Is %s? And %s!",
                "My %s-address.")) {
            assertThat(withoutAnna(schema, sentence.replace("%s", "Anna@gmail.com")))
                    .as(sentence)
                    .isEqualTo(sentence.replace("%s", gone));
        }
        for (var other : List.of(
                "johanna@gmail.com",
                "jo.anna@gmail.com",
                "jo+anna@gmail.com",
                "jo-anna@gmail.com",
                "\nnanna@gmail.com",
                "anna@gmail.com.au",
                "anna@gmail.community",
                "anna@gmail.com-pany.org")) {
            assertThat(withoutAnna(schema, other)).isEqualTo(other);
        }
    }

    private String withoutAnna(String schema, String text) {
        return sql().sql(
                        "select %s.without_person(jsonb_build_object('text', :text), 'anna', 'erased-1', :addresses) ->> 'text'"
                                .formatted(schema))
                .param("text", text)
                .param("addresses", new String[] {"anna@gmail.com"})
                .query(String.class)
                .single();
    }

    /// The search for the canary sees it in each kind of place: else it would find nothing for ever.
    @Test
    void a_canary_is_seen_wherever_it_is_planted(CapturedOutput log) {
        var event = concert().seated("Stalls", 1, 2, 4500).open();
        var prefix = "bo:planted:";
        redis.opsForValue().set(prefix + canary, "");
        redis.opsForValue().set(prefix + "string", canary);
        redis.opsForHash().put(prefix + "field", canary, "");
        redis.opsForHash().put(prefix + "hash", "", "a " + canary);
        redis.opsForList().rightPush(prefix + "list", canary);
        redis.opsForSet().add(prefix + "set", canary);
        redis.opsForZSet().add(prefix + "zset", canary, 1);
        redis.opsForStream().add(prefix + "stream", Map.of("payload", "{\"a\":\"" + canary + "\"}"));
        sql().sql("update catalog.event set description = ? where id = ?")
                .params("With " + canary.toUpperCase(Locale.ROOT), event.id())
                .update();
        sql().sql(
                        "insert into booking.idempotency_key (caller, key, request_hash, created_at) values ('x', ?, ?::bytea, now())")
                .params(unique(), canary.getBytes(StandardCharsets.UTF_8))
                .update();
        try {
            LoggerFactory.getLogger(PersonErasureTest.class).warn("About {}", canary);
            assertThat(log.getAll()).contains(canary);
            assertThat(new TextTraces(POSTGRES, redis).of(List.of(canary)))
                    .map(place -> place.substring(0, place.lastIndexOf(": ")))
                    .containsExactlyInAnyOrder(
                            "catalog.event",
                            "booking.idempotency_key",
                            prefix + canary,
                            prefix + "string",
                            prefix + "field",
                            prefix + "hash",
                            prefix + "list",
                            prefix + "set",
                            prefix + "zset",
                            prefix + "stream");
        } finally {
            redis.delete(
                    List.of(prefix + canary, prefix + "string", prefix + "field", prefix + "hash", prefix + "list"));
            redis.delete(List.of(prefix + "set", prefix + "zset", prefix + "stream"));
        }
    }
}
