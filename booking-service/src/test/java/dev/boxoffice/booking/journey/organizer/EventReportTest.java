package dev.boxoffice.booking.journey.organizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// B12: what an organizer reads of bookings, guests and sales.
class EventReportTest extends BookingServiceTest {

    private static final int MANY = 200_000;
    private static final Set<String> ROW_CLASSES =
            Set.of("org.postgresql.core.Tuple", "dev.boxoffice.booking.report.BookingRow");
    private static final int FEW = 5_000;

    private BookingTestClient olivia() {
        return BookingTestClient.of(base(), "olivia", "organizer");
    }

    private String bought(String buyer, String... tickets) {
        var client = buyer(buyer);
        return client.buy(client.reserve(tickets).text("holdId"), "pm_card_visa")
                .text("bookingId");
    }

    private BookingTestResponse sell(BookingTestEvent concert, String payment, String name, String... tickets) {
        return olivia().post(
                        "/events/" + concert.id() + "/box-office-sales",
                        Map.of(
                                "ticketIds",
                                List.of(tickets),
                                "payment",
                                payment,
                                "contact",
                                Map.of("email", "gina@example.org", "name", name)));
    }

    @Test
    void bookings_are_found_by_status_and_by_what_is_known_of_their_buyers() {
        var concert = concert().seated("Stalls", 1, 8, 4500).open();
        var alice = bought("alice-reported", concert.tickets(0, 2));
        var gina = sell(concert, "CASH", "Gina 100%", concert.ticket(2)).text("bookingId");
        var returned = bought("carl-reported", concert.ticket(3));
        buyer("carl-reported").post("/bookings/" + returned + "/cancellation", Map.of());
        var path = "/events/" + concert.id() + "/bookings";
        assertThat(ids(olivia().get(path))).containsExactly(returned, gina, alice);
        assertThat(ids(olivia().get(path + "?status=CONFIRMED"))).containsExactly(gina, alice);
        assertThat(ids(olivia().get(path + "?q=alice-rep"))).containsExactly(alice);
        assertThat(ids(olivia().get(path + "?q=GINA@"))).containsExactly(gina);
        assertThat(ids(olivia().get(path + "?q=100%25"))).containsExactly(gina);
        assertThat(ids(olivia().get(path + "?q=100_"))).isEmpty();
        assertThat(ids(olivia().get(path + "?q=" + alice))).containsExactly(alice);
        assertThat(ids(olivia().get(path + "?cursor=" + gina))).containsExactly(alice);
        var row = olivia().get(path + "?q=gina").body().path("bookings").get(0);
        assertThat(row.path("channel").asString()).isEqualTo("BOX_OFFICE");
        assertThat(row.path("tickets").asInt()).isEqualTo(1);
        refused(olivia().get(path + "?status=SOLD"), 422, "validation-failed");
        refused(olivia().get(path + "?cursor=x"), 422, "validation-failed");
        refused(BookingTestClient.of(base(), "oscar", "organizer").get(path), 403, "forbidden");
        assertThat(BookingTestClient.of(base(), "otto", "operator").get(path).status())
                .isEqualTo(200);
    }

    private static List<String> ids(BookingTestResponse page) {
        return page.body().path("bookings").findValuesAsString("bookingId");
    }

    @Test
    void attendees_are_who_has_a_ticket_now_and_tell_who_is_in() {
        var concert = concert()
                .seated("Stalls", 1, 8, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 2000, "Adult", null)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        var alice = buyer("alice");
        var hold = alice.post(
                        "/booking/reserve",
                        Map.of(
                                "tickets",
                                List.of(
                                        Map.of("ticketId", concert.ticket(0), "priceType", "Adult"),
                                        Map.of("ticketId", concert.ticket(1), "priceType", "Child"))))
                .text("holdId");
        var booking = alice.buy(hold, "pm_card_visa").text("bookingId");
        sell(concert, "COMP", "Gina Guest", concert.ticket(4));
        var returned = bought("carl", concert.ticket(3));
        buyer("carl").post("/bookings/" + returned + "/cancellation", Map.of());
        var code = alice.get("/bookings/" + booking + "/tickets")
                .body()
                .path("tickets")
                .get(1)
                .path("code");
        BookingTestClient.of(base(), "sam", "scanner")
                .post("/check-ins", Map.of("code", code.asString(), "gate", "A", "nonce", "1"));

        var attendees =
                olivia().get("/events/" + concert.id() + "/attendees").body().path("attendees");
        assertThat(attendees.findValuesAsString("ticketId"))
                .containsExactly(concert.ticket(0), concert.ticket(1), concert.ticket(4));
        assertThat(attendees.findValuesAsString("priceType")).containsExactly("Adult", "Child", "Adult");
        assertThat(attendees.get(0).has("checkedInAt")).isFalse();
        assertThat(attendees.get(1).has("checkedInAt")).isTrue();
        assertThat(attendees.get(1).path("price").path("amount").asInt()).isEqualTo(2000);
        assertThat(attendees.get(2).path("holderName").asString()).isEqualTo("Gina Guest");
        assertThat(olivia().get("/events/" + concert.id() + "/attendees?cursor=" + concert.ticket(1))
                        .body()
                        .path("attendees")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_page_is_as_long_as_is_asked_for() {
        var concert = concert().standing("Floor", 40, 4500).open();
        for (var i = 0; i < 21; i++) {
            sell(concert, "COMP", "Gina", concert.ticket(i));
        }
        for (var list : List.of("bookings", "attendees")) {
            var path = "/events/" + concert.id() + "/" + list;
            assertThat(olivia().get(path + "?cursor=").body().path(list)).hasSize(20);
            assertThat(olivia().get(path + "?size=200").body().path(list)).hasSize(21);
            var first = olivia().get(path + "?size=15");
            assertThat(first.body().path(list)).hasSize(15);
            var rest = olivia().get(path + "?size=15&cursor=" + first.text("nextCursor"));
            assertThat(rest.body().path(list)).hasSize(6);
            assertThat(rest.body().has("nextCursor")).isFalse();
            refused(olivia().get(path + "?size=201"), 422, "validation-failed");
            assertThat(csv(path + "?size=5").lines()).as("all of them").hasSize(22);
        }
        assertThat(olivia().get("/events/" + concert.id() + "/bookings?status=&q=&cursor=")
                        .body()
                        .path("bookings"))
                .hasSize(20);
        refused(olivia().get("/events/" + concert.id() + "/sales?by="), 422, "validation-failed");
        assertThat(olivia().get("/events/" + concert.id() + "/ledger").body().path("entries"))
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void sales_are_counted_by_whatever_is_asked() {
        var concert = concert()
                .seated("Stalls", 1, 6, 4500)
                .seated("Balcony", 1, 6, 2000)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 1000, "Adult", null)
                .fees(List.of(Map.of("name", "Service", "per", "TICKET", "amount", 200, "refundable", false)))
                .open()
                .code("HALF", "DISCOUNT", Map.of("percent", 50));
        var alice = buyer("alice");
        var hold = alice.post(
                        "/booking/reserve",
                        Map.of(
                                "tickets",
                                List.of(
                                        Map.of("ticketId", concert.ticket(0), "priceType", "Adult"),
                                        Map.of("ticketId", concert.ticket(1), "priceType", "Child")),
                                "code",
                                "HALF"))
                .text("holdId");
        alice.buy(hold, "pm_card_visa");
        bought("bob", concert.ticket(6));
        sell(concert, "CASH", "Gina", concert.ticket(7));
        sell(concert, "COMP", "Gina", concert.ticket(8));
        var returned = bought("carl", concert.ticket(9));
        buyer("carl").post("/bookings/" + returned + "/cancellation", Map.of());

        assertThat(sales(concert, "tier")).isEqualTo("Tier Balcony=3/4000 Tier Stalls=2/2750");
        assertThat(sales(concert, "section")).isEqualTo("Balcony=3/4000 Stalls=2/2750");
        assertThat(sales(concert, "priceType")).isEqualTo("Adult=1/2250 Child=1/500 Standard=3/4000");
        assertThat(sales(concert, "channel")).isEqualTo("BOX_OFFICE=2/2000 ONLINE=3/4750");
        // Two days where it is midnight in Warsaw meanwhile.
        assertThat(sales(concert, "day")).matches("\\d{4}-\\d\\d-\\d\\d=\\d/\\d+( \\d{4}-\\d\\d-\\d\\d=\\d/\\d+)?");
        assertThat(sold(concert, "day")).isEqualTo("5/6750");
        var report = olivia().get("/events/" + concert.id() + "/sales?by=tier").body();
        assertThat(report.path("tickets").asInt()).isEqualTo(5);
        assertThat(report.path("amount").path("amount").asInt()).isEqualTo(6750);
        refused(olivia().get("/events/" + concert.id() + "/sales"), 422, "validation-failed");
        refused(olivia().get("/events/" + concert.id() + "/sales?by=moon"), 422, "validation-failed");
        assertThat(csv("/events/" + concert.id() + "/sales?by=channel"))
                .isEqualTo("channel,tickets,amount,currency\r\nBOX_OFFICE,2,2000,EUR\r\nONLINE,3,4750,EUR\r\n");
    }

    private String sales(BookingTestEvent concert, String by) {
        return String.join(
                " ",
                StreamSupport.stream(
                                olivia().get("/events/" + concert.id() + "/sales?by=" + by)
                                        .body()
                                        .path("sales")
                                        .spliterator(),
                                false)
                        .map(EventReportTest::text)
                        .toList());
    }

    private String sold(BookingTestEvent concert, String by) {
        var rows = olivia().get("/events/" + concert.id() + "/sales?by=" + by)
                .body()
                .path("sales");
        return rows.findValues("tickets").stream().mapToInt(JsonNode::asInt).sum() + "/"
                + rows.findValues("amount").stream()
                        .filter(JsonNode::isObject)
                        .mapToInt(money -> money.path("amount").asInt())
                        .sum();
    }

    private static String text(JsonNode row) {
        return row.path("key").asString() + "=" + row.path("tickets").asInt() + "/"
                + row.path("amount").path("amount").asInt();
    }

    private String csv(String path) {
        return olivia().with("Accept", "text/csv").get(path).raw().text();
    }

    @Test
    void no_cell_is_run_by_a_spreadsheet() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open();
        var names = List.of("=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "Ann, \"the\" guest");
        for (var i = 0; i < names.size(); i++) {
            sell(concert, "COMP", names.get(i), concert.ticket(i));
        }
        for (var path : List.of("/attendees", "/bookings")) {
            assertThat(csv("/events/" + concert.id() + path))
                    .contains(
                            "\"'=HYPERLINK(\"\"http://evil\"\")\"",
                            ",'+1,",
                            ",'-1,",
                            ",'@SUM(A1),",
                            ",\"Ann, \"\"the\"\" guest\",");
        }
    }

    /// Two hundred thousand rows: never in memory together, and all of one moment, however long they are read.
    @Test
    void a_large_file_is_one_snapshot_in_constant_memory() throws Exception {
        var concert = concert().standing("Floor", 10, 4500).open();
        insertBookings(concert.id());
        var request = HttpRequest.newBuilder(URI.create(base() + "/events/" + concert.id() + "/bookings"))
                .header("Authorization", "Bearer " + TokenIssuer.shared().token("olivia", "organizer"))
                .header("Accept", "text/csv")
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).startsWith("bookingId,status,");
                var first = lines.readLine();
                assertThat(first).contains("many-" + MANY);
                // Nobody reads on: the service waits with what it has at hand.
                awaitOpenSnapshot();
                assertThat(rowsInMemory()).isPositive().isLessThan(FEW);
                sql().sql("update booking.booking set status = 'CANCELLED' where event_id = ?")
                        .param(concert.id())
                        .update();
                var rest = lines.lines().toList();
                assertThat(rest).hasSize(MANY - 1).allMatch(line -> line.contains(",CONFIRMED,"));
            }
        } finally {
            sql().sql("delete from booking.booking where event_id = ?")
                    .param(concert.id())
                    .update();
        }
    }

    private void insertBookings(UUID event) {
        sql().sql("""
                        insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency,
                            status, created_at, updated_at)
                        select ?, ('01985c20-11d0-7e5f-8a10-' || lpad(to_hex(n), 12, '0'))::uuid, 'many-' || n, 'many-' || n,
                               array[n], array[4500], 1, 4500, 'EUR', 'CONFIRMED', now(), now()
                          from generate_series(1, ?) n
                        """).params(event, MANY).update();
    }

    private void awaitOpenSnapshot() {
        await().until(() -> sql().sql("""
                        select exists (select from pg_stat_activity
                                        where usename = 'booking_service' and state = 'idle in transaction'
                                          and query like '%contact_name%')
                        """).query(Boolean.class).single());
    }

    /// As Postgres's driver has read them, and as the report has.
    private static long rowsInMemory() throws JMException {
        var histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 3 && ROW_CLASSES.contains(columns[3]))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }
}
