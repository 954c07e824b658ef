package dev.boxoffice.booking.journey.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/// B10: doors without a network, and what they send when they have one again.
class OfflineDoorTest extends BookingServiceTest {

    /// By which a delta of the guest list reaches back.
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final Instant now = Instant.now();
    private static final byte[] ED25519_X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /// Somebody else's scanner: it has the public keys and what the list said, and nothing else of ours.
    private final class ThirdParty {
        private final JWKSet keys;
        private final Map<String, JsonNode> tickets = new HashMap<>();
        private String issuedAt = "";

        ThirdParty() throws ParseException {
            keys = JWKSet.parse(BookingTestClient.anonymous(base())
                    .get("/.well-known/ticket-keys.json")
                    .raw()
                    .text());
        }

        void read(BookingTestEvent concert) throws Exception {
            var path = "/events/" + concert.id() + "/guest-list" + (issuedAt.isEmpty() ? "" : "?since=" + issuedAt);
            var answer = sam().get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("isDelta").asBoolean()).isEqualTo(!issuedAt.isEmpty());
            var number = 0;
            for (var jws : answer.body().path("parts")) {
                var part = BookingTestResponse.JSON.readTree(verified(jws.asString()));
                assertThat(part.path("typ").asString()).isEqualTo("guest-list");
                assertThat(part.path("eventId").asString())
                        .isEqualTo(concert.id().toString());
                assertThat(part.path("part").asInt()).isEqualTo(++number);
                assertThat(part.path("parts").asInt())
                        .isEqualTo(answer.body().path("parts").size());
                part.path("tickets")
                        .forEach(ticket -> tickets.put(ticket.path("ticketId").asString(), ticket));
                part.path("revoked").forEach(ticket -> tickets.remove(ticket.asString()));
            }
            issuedAt = answer.text("issuedAt");
        }

        private String verified(String jws) throws Exception {
            var object = JWSObject.parse(jws);
            var key = keys.getKeyByKeyId(object.getHeader().getKeyID()).toOctetKeyPair();
            var x509 = Arrays.copyOf(ED25519_X509_HEAD, ED25519_X509_HEAD.length + 32);
            System.arraycopy(key.getDecodedX(), 0, x509, ED25519_X509_HEAD.length, 32);
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
            signature.update(object.getSigningInput());
            assertThat(signature.verify(object.getSignature().decode())).isTrue();
            return object.getPayload().toString();
        }

        boolean letsIn(String code) throws Exception {
            var payload = BookingTestResponse.JSON.readTree(verified(code));
            var ticket = tickets.get(payload.path("tid").asString());
            return ticket != null
                    && ticket.path("bookingId")
                            .asString()
                            .equals(payload.path("bid").asString())
                    && ticket.path("serial").asInt() == payload.path("sn").asInt(0);
        }
    }

    private BookingTestClient sam() {
        return BookingTestClient.of(base(), "sam", "scanner");
    }

    private BookingTestEvent tonight() {
        return concert()
                .seated("Stalls", 2, 20, 4500)
                .limits(20, 40)
                .startingAt(now.plus(Duration.ofHours(1)))
                .open();
    }

    private String bought(String buyer, String... tickets) {
        var client = buyer(buyer);
        return client.buy(client.reserve(tickets).text("holdId"), "pm_card_visa")
                .text("bookingId");
    }

    private List<String> codes(String buyer, String booking) {
        return buyer(buyer)
                .get("/bookings/" + booking + "/tickets")
                .body()
                .path("tickets")
                .findValuesAsString("code");
    }

    private static Map<String, Object> scan(String code, String gate, String nonce, String direction, Instant at) {
        return Map.of(
                "code",
                code,
                "gate",
                gate,
                "nonce",
                nonce,
                "direction",
                direction,
                "scannedAt",
                at.toString(),
                "device",
                "device-" + gate);
    }

    private BookingTestResponse upload(BookingTestEvent concert, List<Map<String, Object>> scans) {
        return sam().post("/events/" + concert.id() + "/scans", Map.of("scans", scans));
    }

    private JsonNode uploadOne(
            BookingTestEvent concert, String code, String gate, String nonce, String direction, Instant at) {
        var answer = upload(concert, List.of(scan(code, gate, nonce, direction, at)));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("results").get(0);
    }

    private JsonNode attendance(BookingTestEvent concert) {
        return sam().get("/events/" + concert.id() + "/attendance").body();
    }

    private JsonNode conflicts(BookingTestEvent concert) {
        return sam().get("/events/" + concert.id() + "/scan-conflicts?size=200")
                .body()
                .path("conflicts");
    }

    @Test
    void anybody_verifies_with_the_public_keys_and_the_list_alone() throws Exception {
        var concert = tonight();
        var alice = bought("alice", concert.tickets(0, 2));
        var door = new ThirdParty();
        door.read(concert);
        var codes = codes("alice", alice);
        for (var code : codes) {
            assertThat(door.letsIn(code)).isTrue();
        }
        var elsewhere = tonight();
        var other = codes("bob", bought("bob", elsewhere.ticket(0))).getFirst();
        assertThat(door.letsIn(other)).isFalse();
        assertThat(door.tickets).hasSize(2);
    }

    @Test
    void a_delta_tells_of_what_was_sold_given_back_moved_and_scanned() throws Exception {
        var concert = tonight();
        var alice = bought("alice", concert.tickets(0, 2));
        var bob = bought("bob", concert.tickets(2, 4));
        var before = codes("alice", alice);
        var bobs = codes("bob", bob);
        var door = new ThirdParty();
        door.read(concert);

        var olivia = BookingTestClient.of(base(), "olivia", "organizer");
        olivia.post(
                "/bookings/" + alice + "/seats",
                Map.of("from", List.of(concert.ticket(0)), "to", List.of(concert.ticket(9))));
        buyer("bob").post("/bookings/" + bob + "/cancellation", Map.of("ticketIds", List.of(concert.ticket(2))));
        var carl = bought("carl", concert.ticket(5));
        uploadOne(concert, bobs.get(1), "A", "1", "IN", now);
        door.read(concert);

        assertThat(door.letsIn(before.getFirst())).as("moved away").isFalse();
        for (var code : codes("alice", alice)) {
            assertThat(door.letsIn(code)).isTrue();
        }
        assertThat(door.letsIn(bobs.getFirst())).as("given back").isFalse();
        assertThat(door.letsIn(bobs.get(1))).isTrue();
        assertThat(door.tickets.get(concert.ticket(3)).path("inside").asBoolean())
                .isTrue();
        assertThat(door.letsIn(codes("carl", carl).getFirst())).isTrue();
        // A seat sold again lets in its new buyer, and not the one before.
        var dora = bought("dora", concert.ticket(2));
        door.read(concert);
        assertThat(door.letsIn(codes("dora", dora).getFirst())).isTrue();
        assertThat(door.letsIn(bobs.getFirst())).isFalse();
        for (var since : List.of("yesterday", "-9999-01-01T00:00:00Z", "%2B300000-01-01T00:00:00Z")) {
            refused(sam().get("/events/" + concert.id() + "/guest-list?since=" + since), 422, "validation-failed");
        }
        var whole = sam().get("/events/" + concert.id() + "/guest-list?since=");
        assertThat(whole.body().path("isDelta").asBoolean(true)).isFalse();
        var conflicts = "/events/" + concert.id() + "/scan-conflicts";
        assertThat(sam().get(conflicts + "?cursor=&size=1").status()).isEqualTo(200);
        refused(sam().get(conflicts + "?size=201"), 422, "validation-failed");
    }

    /// As other fields of a scan that cannot be.
    @ParameterizedTest
    @ValueSource(strings = {"-9999-01-01T00:00:00Z", "+300000-01-01T00:00:00Z"})
    void a_scan_of_a_year_that_nobody_writes_is_refused_by_name(Instant scannedAt) {
        var concert = tonight();
        var code = codes("alice", bought("alice", concert.ticket(0))).getFirst();
        var answer = upload(concert, List.of(scan(code, "South", "1", "OUT", scannedAt)));
        refused(answer, 422, "validation-failed");
        assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("scans[0].scannedAt");
    }

    @Test
    void the_earliest_of_two_doors_wins_whichever_comes_first() {
        var concert = tonight();
        var code = codes("alice", bought("alice", concert.ticket(0))).getFirst();
        var late = uploadOne(concert, code, "South", "1", "IN", now.minusSeconds(60));
        assertThat(late.path("result").asString()).isEqualTo("ADMITTED");
        var early = uploadOne(concert, code, "North", "1", "IN", now.minusSeconds(90));
        assertThat(early.path("result").asString()).isEqualTo("ADMITTED");
        var again = uploadOne(concert, code, "South", "1", "IN", now.minusSeconds(60));
        assertThat(again.path("result").asString()).as("as it is now").isEqualTo("REFUSED");
        assertThat(again.path("problem").asString()).isEqualTo("already-checked-in");
        assertThat(again.path("gate").asString()).isEqualTo("North");

        var conflicts = conflicts(concert);
        assertThat(conflicts.size()).isEqualTo(1);
        assertThat(conflicts.get(0).path("counted").path("gate").asString()).isEqualTo("North");
        assertThat(conflicts.get(0).path("refused").path("gate").asString()).isEqualTo("South");
        assertThat(attendance(concert).path("in").asInt()).isEqualTo(1);
        assertThat(attendance(concert).path("byGate").get(0).path("gate").asString())
                .isEqualTo("North");
        var online = sam().post("/check-ins", Map.of("code", code, "gate", "West", "nonce", "9"));
        refused(online, 409, "already-checked-in");
        assertThat(online.text("gate")).isEqualTo("North");
    }

    /// Devices count their scans from 1, each for itself, and so does the gate.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_scan_that_was_refused_without_a_network_lets_nobody_in_at_the_gate(int devices) {
        var concert = tonight();
        var code = codes("alice", bought("alice", concert.ticket(0))).getFirst();
        var first = sam().post("/check-ins", Map.of("code", code, "gate", "B", "nonce", "9"));
        assertThat(first.text("result")).isEqualTo("ADMITTED");
        for (var device = 1; device <= devices; device++) {
            var late = new HashMap<>(scan(code, "A", "1", "IN", Instant.now().plusSeconds(30)));
            late.put("device", "d" + device);
            var result = upload(concert, List.of(late)).body().path("results").get(0);
            assertThat(problem(result)).isEqualTo("already-checked-in");
        }
        var online = sam().post("/check-ins", Map.of("code", code, "gate", "A", "nonce", "1"));
        refused(online, 409, "already-checked-in");
        assertThat(online.text("gate")).isEqualTo("B");
    }

    @Test
    void whom_a_device_has_let_in_comes_in_once_whatever_number_the_gate_gives_its_scan() {
        var concert = tonight();
        var code = codes("alice", bought("alice", concert.ticket(0))).getFirst();
        var earlier = uploadOne(concert, code, "A", "1", "IN", now.minusSeconds(60));
        assertThat(earlier.path("result").asString()).isEqualTo("ADMITTED");
        refused(sam().post("/check-ins", Map.of("code", code, "gate", "A", "nonce", "1")), 409, "already-checked-in");
    }

    @Test
    void out_and_in_again_is_no_conflict_in_whatever_order_it_comes() {
        for (var seed = 0; seed < 6; seed++) {
            var concert = tonight();
            var code = codes("alice", bought("alice", concert.ticket(0))).getFirst();
            var visit = new ArrayList<>(List.of(
                    scan(code, "A", "1", "IN", now.minusSeconds(300)),
                    scan(code, "A", "2", "OUT", now.minusSeconds(200)),
                    scan(code, "B", "3", "IN", now.minusSeconds(100))));
            Collections.shuffle(visit, new Random(seed));
            visit.forEach(scan -> upload(concert, List.of(scan)));
            assertThat(conflicts(concert).size()).isZero();
            assertThat(attendance(concert).path("in").asInt()).isEqualTo(1);
            assertThat(attendance(concert).path("byGate").get(0).path("gate").asString())
                    .isEqualTo("B");
            uploadOne(concert, code, "A", "4", "OUT", now.minusSeconds(50));
            assertThat(attendance(concert).path("left").asInt()).isEqualTo(1);
        }
    }

    @Test
    void what_is_uploaded_by_many_at_once_and_twice_counts_once() {
        var concert = tonight();
        var codes = codes("alice", bought("alice", concert.tickets(0, 8)));
        var tasks = new ArrayList<Callable<BookingTestResponse>>();
        for (var device = 0; device < 4; device++) {
            var gate = "gate-" + device;
            var at = now.minusSeconds(device);
            var scans = IntStream.range(0, codes.size())
                    .mapToObj(i -> scan(codes.get(i), gate, "n" + i, "IN", at))
                    .toList();
            tasks.add(() -> upload(concert, scans));
            tasks.add(() -> upload(concert, scans.reversed()));
        }
        together(tasks).forEach(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(attendance(concert).path("in").asInt()).isEqualTo(8);
        assertThat(attendance(concert).path("byGate").get(0).path("gate").asString())
                .as("the earliest clock")
                .isEqualTo("gate-3");
        assertThat(attendance(concert).path("byGate").size()).isEqualTo(1);
        assertThat(conflicts(concert).size()).isEqualTo(8 * 3);
        assertThat(sql().sql("select count(*) from booking.check_in_scan where event_id = ?")
                        .param(concert.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(8 * 4);
    }

    @Test
    void a_clock_is_believed_within_bounds() {
        var concert = tonight();
        var codes = codes("alice", bought("alice", concert.tickets(0, 4)));
        assertThat(problem(uploadOne(
                        concert, codes.get(0), "A", "1", "IN", Instant.now().plusSeconds(600))))
                .isEqualTo("clock-ahead");
        assertThat(problem(uploadOne(concert, codes.get(0), "A", "1", "IN", now.minus(Duration.ofHours(4)))))
                .isEqualTo("too-early");
        assertThat(uploadOne(
                                concert,
                                codes.get(0),
                                "A",
                                "1",
                                "IN",
                                Instant.now().plusSeconds(60))
                        .path("result")
                        .asString())
                .isEqualTo("ADMITTED");
        // A clock that is ahead does not make its guest go in after the one who came since.
        var online =
                sam().post("/check-ins", Map.of("code", codes.get(0), "gate", "B", "nonce", "2", "direction", "OUT"));
        assertThat(online.text("result")).isEqualTo("LEFT");
        assertThat(attendance(concert).path("in").asInt()).isZero();
    }

    private static String problem(JsonNode result) {
        return result.path("problem").asString();
    }

    @Test
    void what_is_no_ticket_of_this_event_is_refused_scan_by_scan() {
        var concert = tonight();
        var other = tonight();
        var good = codes("alice", bought("alice", concert.ticket(0))).getFirst();
        var elsewhere = codes("bob", bought("bob", other.ticket(0))).getFirst();
        var booking = bought("carl", concert.ticket(1));
        var dead = codes("carl", booking).getFirst();
        buyer("carl").post("/bookings/" + booking + "/cancellation", Map.of());
        var results = upload(
                        concert,
                        List.of(
                                scan(elsewhere, "A", "1", "IN", now),
                                scan("a.b.c", "A", "2", "IN", now),
                                scan(dead, "A", "3", "IN", now),
                                scan(good + "\n", "A", "4", "IN", now),
                                scan(good, "A", "5", "OUT", now.minusSeconds(9))))
                .body()
                .path("results");
        assertThat(results.findValuesAsString("problem"))
                .containsExactly("wrong-event", "invalid-code", "ticket-cancelled", "not-checked-in");
        assertThat(results.get(3).path("result").asString()).isEqualTo("ADMITTED");
        refused(upload(concert, List.of()), 422, "validation-failed");
        refused(
                upload(concert, List.of(Map.of("code", good, "gate", "A", "nonce", "1", "device", "d"))),
                422,
                "validation-failed");
        refused(buyer("alice").get("/events/" + concert.id() + "/guest-list"), 403, "forbidden");
        assertThat(attendance(concert).path("sold").asInt()).isEqualTo(1);
    }

    @Test
    void a_mistaken_scan_is_taken_back() throws Exception {
        var concert = tonight();
        var code = codes("alice", bought("alice", concert.ticket(0))).getFirst();
        var first = sam().post("/check-ins", Map.of("code", code, "gate", "A", "nonce", "1"));
        var path = "/check-ins/" + first.text("checkInId");
        var door = new ThirdParty();
        door.read(concert);
        assertThat(door.tickets.get(concert.ticket(0)).path("inside").asBoolean())
                .isTrue();
        door.issuedAt = Instant.now().plus(OVERLAP).toString(); // what was sold and scanned before is not told again
        assertThat(sam().delete(path).status()).isEqualTo(204);
        door.read(concert);
        assertThat(door.tickets.get(concert.ticket(0)).path("inside").asBoolean())
                .as("other doors are told")
                .isFalse();
        refused(sam().delete(path), 404, "not-found");
        assertThat(attendance(concert).path("in").asInt()).isZero();
        var second = sam().post("/check-ins", Map.of("code", code, "gate", "B", "nonce", "1"));
        assertThat(second.text("result")).isEqualTo("ADMITTED");
        var out = sam().post("/check-ins", Map.of("code", code, "gate", "B", "nonce", "2", "direction", "OUT"));
        sam().delete("/check-ins/" + out.text("checkInId"));
        assertThat(attendance(concert).path("in").asInt()).as("in again").isEqualTo(1);
    }

    /// A hundred scans a second at one gate: none waits for a row that another has changed.
    @Test
    void scans_at_one_gate_wait_for_nothing_they_share() {
        var concert = tonight();
        var codes = codes("alice", bought("alice", concert.tickets(0, 20)));
        // One scan that takes for ever: its rows stay locked while the others come.
        try (var connection = new SingleConnectionDataSource(openConnection(), true)) {
            var slow = JdbcClient.create(connection);
            slow.sql("select from inventory.ticket where event_id = ? and ordinal = 0 for share")
                    .param(concert.id())
                    .query()
                    .listOfRows();
            slow.sql("""
                            insert into booking.check_in (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at, direction)
                            select event_id, ordinal, booking_id, 'Main', 'slow', 'sam', now(), 'IN' from inventory.ticket
                             where event_id = ? and ordinal = 0
                            """).param(concert.id()).update();
            var answers = together(IntStream.range(1, 20)
                    .<Callable<BookingTestResponse>>mapToObj(i -> () ->
                            sam().post("/check-ins", Map.of("code", codes.get(i), "gate", "Main", "nonce", "n" + i)))
                    .toList());
            assertThat(answers).allMatch(answer -> answer.status() == 200);
            assertThat(attendance(concert).path("in").asInt()).isEqualTo(19);
        }
    }

    private static Connection openConnection() {
        try {
            var connection = POSTGRES.superuser().getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
