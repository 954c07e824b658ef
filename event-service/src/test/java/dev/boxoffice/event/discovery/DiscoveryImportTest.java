package dev.boxoffice.event.discovery;

import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@EventServiceTest
class DiscoveryImportTest {

    private static final String IMPORT = "/events/import?format=ticketmaster-discovery";

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_page_is_imported_once_however_often_it_is_sent() throws IOException {
        var page = page().replace("\"fx-", "\"once-"); // ids that no other test imports

        var first = api.post(IMPORT, organizer(), page);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.json().get("imported").asInt()).isEqualTo(8);
        assertThat(first.json()
                        .get("skipped")
                        .valueStream()
                        .map(skipped -> skipped.get("index").asInt()))
                .containsExactly(8, 9, 10);
        var written = versions();
        var events = count("event");
        var venues = count("venue");
        var performers = count("performer");

        var second = api.post(IMPORT, organizer(), page).json();

        assertThat(second.get("imported").asInt()).isZero();
        assertThat(second.get("updated").asInt()).isEqualTo(8);
        assertThat(count("event")).isEqualTo(events);
        assertThat(count("venue")).isEqualTo(venues);
        assertThat(count("performer")).isEqualTo(performers);
        assertThat(versions()).as("an unchanged event is not written again").isEqualTo(written);
    }

    @Test
    void an_event_keeps_its_accents_its_standard_price_and_all_who_perform() throws IOException {
        api.post(IMPORT, organizer(), page());
        var listed = event("fx-event-1");
        assertThat(listed.get("name").stringValue()).isEqualTo("Nuit d’été: Zoë & the Ångströms");
        assertThat(listed.get("description").stringValue()).isEqualTo("Doors open at seven.\nNo cameras.");
        assertThat(listed.get("priceRange").toString()).isEqualTo("""
                {"min":2750,"max":6400,"currency":"EUR"}""");
        assertThat(listed.get("performers")
                        .valueStream()
                        .map(performer -> performer.get("name").stringValue()))
                .containsExactly("Zoë & the Ångströms", "Großstadt Brass");
        assertThat(listed.at("/venue/name").stringValue()).isEqualTo("Théâtre des Étoiles");
        assertThat(listed.at("/venue/address/city").stringValue()).isEqualTo("Besançon");
        assertThat(listed.get("status").stringValue()).isEqualTo("SCHEDULED");
        assertThat(listed.get("salesStartAt").stringValue()).isEqualTo("2037-01-10T09:00:00Z");
    }

    @Test
    void each_event_of_a_page_is_read_as_far_as_it_goes() throws IOException {
        api.post(IMPORT, organizer(), page());
        assertThat(event("fx-event-2").get("startsAt").stringValue()).isEqualTo("2037-07-02T18:15:00Z");
        assertThat(event("fx-event-2").at("/priceRange/max").asInt()).isEqualTo(129_050);
        assertThat(event("fx-event-3").get("endsAt").stringValue()).isEqualTo("2037-07-14T22:00:00Z");
        assertThat(event("fx-event-4").get("category").stringValue()).isEqualTo("COMEDY");
        assertThat(event("fx-event-4").has("startsAt")).isFalse();
        assertThat(event("fx-event-5").get("status").stringValue()).isEqualTo("ENDED");
        assertThat(event("fx-event-6").at("/venue/name").stringValue()).isEqualTo("Škoda Hála");
        assertThat(event("fx-event-7").at("/venue").has("location")).isFalse();
        assertThat(event("fx-event-7").has("salesStartAt")).isFalse();
        assertThat(event("fx-event-7").at("/priceRange/max").asInt()).isEqualTo(1500);
        assertThat(event("fx-event-8").get("category").stringValue()).isEqualTo("FAMILY");
        assertThat(event("fx-event-8").get("performers").size()).isEqualTo(1);
        assertThat(event("fx-event-8").has("priceRange")).isFalse();
    }

    private static String page() throws IOException {
        return new ClassPathResource("discovery/page.json").getContentAsString(StandardCharsets.UTF_8);
    }

    /// An extra test on other people's data, which stays outside the project.
    @Test
    void a_real_page_is_imported_whole() throws IOException {
        var file = Path.of("../../shared/data/discovery-page.json");
        assumeTrue(Files.exists(file), "skipped: ../shared/data/discovery-page.json is not here");
        var report = api.post(IMPORT, organizer(), Files.readString(file)).json();
        assertThat(report.get("imported").asInt() + report.get("updated").asInt())
                .isEqualTo(26);
        assertThat(report.get("skipped").size()).isZero();
        assertThat(report.get("events").size()).isEqualTo(26);
        var allDay = event("vvG1YZ4JMnE9B1");
        assertThat(allDay.get("timeTba").booleanValue()).isTrue();
        assertThat(allDay.get("startsAt").stringValue()).isEqualTo("2020-01-01T06:00:00Z");
        assertThat(event("vvG1FZ4mhuh9-s").get("maxTicketsPerBooking").intValue())
                .isEqualTo(8);
        assertThat(event("k7vGF4lTxaMZN").get("maxTicketsPerBooking").intValue())
                .isEqualTo(8);
        var radiohead = event("G5diZfkn0B-bh");
        assertThat(radiohead.get("images").size()).isEqualTo(10);
        assertThat(radiohead.at("/images/0/width").intValue()).isEqualTo(2048);
        assertThat(radiohead.get("url").stringValue()).isEqualTo("http://ticketmaster.com/event/3B00506AA4EA161B");
    }

    private JsonNode event(String sourceId) {
        var id = jdbc.sql("select id from catalog.event where source_id = ?")
                .param(sourceId)
                .query(UUID.class)
                .single();
        return api.get("/events/" + id).json();
    }

    private JsonNode event(String sourceId, String owner) {
        var id = jdbc.sql("select id from catalog.event where source_id = ? and owner = ?")
                .params(sourceId, owner)
                .query(UUID.class)
                .single();
        return api.get("/events/" + id).json();
    }

    private long versions() {
        return jdbc.sql("""
                select (select sum(version) from catalog.event where source_id like 'once-%')
                     + (select sum(version) from catalog.venue where source_id like 'once-%')
                     + (select sum(version) from catalog.performer where source_id like 'once-%')""").query(Long.class).single();
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from catalog." + table + " where source is not null")
                .query(Integer.class)
                .single();
    }

    @Test
    void what_is_missing_stays_unknown_and_what_cannot_be_taken_says_why() {
        var answer = api.post(IMPORT, organizer(), """
                [{"id": "a1", "name": "Day only", %1$s, "dates": {"start": {"localDate": "2037-07-05",
                  "noSpecificTime": true}}},
                 {"id": "a2", "name": "To be announced", %1$s, "dates": {"start": {"dateTBA": true}}},
                 {"id": "a3", "name": "No date", %1$s, "dates": {"start": {}}},
                 {"id": "a4", "name": "No venue", "dates": {"start": {"localDate": "2037-07-05"}}},
                 {"id": "a1", "name": "Again", %1$s, "dates": {"start": {"localDate": "2037-07-05"}}},
                 {"name": "No id"},
                 {"id": "a5", "name": "Off", %1$s, "dates": {"status": {"code": "cancelled"}}},
                 {"id": "a6", "name": "Yen\\u0000", %1$s, "dates": {"start": {"dateTime": "2037-07-05T19:00:00Z"}},
                  "priceRanges": [{"type": "standard", "currency": "JPY", "min": 5000, "max": 12000}],
                  "sales": {"public": {"startDateTime": "1900-01-01T18:00:00Z"}}},
                 17]""".formatted("""
                "_embedded": {"venues": [{"id": "v1", "name": "Nippon Budokan", "timezone": "Asia/Tokyo",
                  "city": {"name": "Tokyo"}, "country": {"countryCode": "JP"},
                  "location": {"latitude": "35.6933", "longitude": "139.7498"}}]}"""));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("imported").asInt()).isEqualTo(3);
        assertThat(answer.json()
                        .get("skipped")
                        .valueStream()
                        .map(skipped ->
                                skipped.get("index") + " " + skipped.path("id").asString("-") + " "
                                        + skipped.get("reason").stringValue()))
                .containsExactly(
                        "2 a3 It has no readable start date and is not marked as to be announced.",
                        "3 a4 It has neither a venue nor a place.",
                        "4 a1 It is in this file twice; the first one was taken.",
                        "5 - It has no id, so it could not be recognised when it is imported again.",
                        "6 a5 It is cancelled, and was not known here.",
                        "8 - It has no id, so it could not be recognised when it is imported again.");
        assertThat(event("a1").get("startsAt").stringValue()).isEqualTo("2037-07-04T15:00:00Z");
        assertThat(event("a1").get("endsAt").stringValue()).isEqualTo("2037-07-05T15:00:00Z");
        assertThat(event("a2").has("startsAt")).isFalse();
        assertThat(event("a2").get("status").stringValue()).isEqualTo("SCHEDULED");
        assertThat(event("a6").get("name").stringValue()).isEqualTo("Yen");
        assertThat(event("a6").has("salesStartAt")).isFalse();
        assertThat(event("a6").get("priceRange").get("min").asInt()).isEqualTo(5000);
    }

    @Test
    void an_imported_event_goes_on_sale_once_it_has_a_plan_and_prices() {
        api.post(IMPORT, organizer(), """
                [{"id": "b1", "name": "Listed first", "dates": {"start": {"dateTime": "2037-07-05T19:00:00Z"}},
                  "_embedded": {"venues": [{"id": "vb1", "name": "Hall", "timezone": "Europe/Berlin",
                    "city": {"name": "Berlin"}, "country": {"countryCode": "DE"}}]}}]""");
        var listed = event("b1");
        var path = "/events/" + listed.get("id").stringValue();
        var venue = listed.get("venueId").stringValue();
        assertThat(api.put(
                                "/venues/" + venue + "/seating-plan",
                                organizer(),
                                EventApiClient.plan(EventApiClient.standing("Floor", 10)))
                        .status())
                .isEqualTo(200);
        var etag = api.get(path).etag();
        var priced = api.patch(
                path, organizer(), etag, "{" + EventApiClient.tiers(EventApiClient.tier("All", 1000, "Floor")) + "}");
        assertThat(priced.status()).as(priced.text()).isEqualTo(200);

        var published = api.post(path + "/publication", organizer(), "");

        assertThat(published.json().get("status").stringValue()).isEqualTo("ON_SALE");
    }

    /// D12: what is imported belongs to its importer; the first one owns nothing for everybody.
    @Test
    void two_importers_of_one_file_have_rows_of_their_own() {
        var file = """
                [{"id": "shared1", "name": "Mine", "dates": {"start": {"dateTime": "2037-07-05T19:00:00Z"}},
                  "_embedded": {"venues": [{"id": "vc1", "name": "Hall", "timezone": "Europe/Berlin",
                    "city": {"name": "Berlin"}, "country": {"countryCode": "DE"}}],
                    "attractions": [{"id": "pc1", "name": "The Band"}]}}]""";
        assertThat(api.post(IMPORT, organizer(), file).json().get("imported").asInt())
                .isEqualTo(1);
        var theirs = file.replace("Mine", "Theirs").replace("Hall", "Barn").replace("The Band", "The Bandits");
        assertThat(api.post(IMPORT, token("otto", "organizer"), theirs)
                        .json()
                        .get("imported")
                        .asInt())
                .isEqualTo(1);

        var mine = event("shared1", "olivia");
        var other = event("shared1", "otto");
        assertThat(mine.get("name").stringValue()).isEqualTo("Mine");
        assertThat(mine.at("/venue/name").stringValue()).isEqualTo("Hall");
        assertThat(mine.at("/performers/0/name").stringValue()).isEqualTo("The Band");
        assertThat(other.get("name").stringValue()).isEqualTo("Theirs");
        assertThat(other.at("/venue/name").stringValue()).isEqualTo("Barn");
        assertThat(other.at("/performers/0/name").stringValue()).isEqualTo("The Bandits");
    }

    /// I3: a foreign text is cut between what a reader sees as one character, and keeps no half of a pair.
    @Test
    void a_long_foreign_name_is_cut_between_characters() {
        var name = "a".repeat(198) + "👩‍👩‍👧 more";
        api.post(IMPORT, organizer(), """
                [{"id": "g1", "name": "%s", "dates": {"start": {"dateTime": "2037-07-05T19:00:00Z"}},
                  "_embedded": {"venues": [{"id": "vg1", "name": "H\\ud83dall \\u202ex", "timezone": "Europe/Berlin",
                    "city": {"name": "Berlin"}, "country": {"countryCode": "DE"}}]}}]""".formatted(name));
        assertThat(event("g1").get("name").stringValue()).isEqualTo("a".repeat(198));
        assertThat(event("g1").at("/venue/name").stringValue()).isEqualTo("Hall x");
    }

    /// I4: a day beyond the calendar everybody reads is no day.
    @Test
    void an_event_beyond_the_year_9999_is_not_taken() {
        var report = api.post(IMPORT, organizer(), """
                [{"id": "y1", "name": "Far", "dates": {"start": {"dateTime": "+12000-07-05T19:00:00Z"}},
                  "_embedded": {"venues": [{"id": "vy1", "name": "Hall", "timezone": "Europe/Berlin",
                    "city": {"name": "Berlin"}, "country": {"countryCode": "DE"}}]}}]""");
        assertThat(report.json().at("/skipped/0/id").stringValue()).isEqualTo("y1");
    }

    /// D8: who holds an import open holds up no more than their own.
    @Test
    void an_organiser_has_one_import_at_a_time() throws Exception {
        var slow = token("ottilie", "organizer");
        try (var first = new Socket("localhost", api.port())) {
            write(
                    first,
                    "POST " + IMPORT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + slow
                            + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                            + "5\r\n[    \r\n");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> api.post(IMPORT, slow, "[]").status() == 429);
            var second = api.post(IMPORT, slow, "[]");
            assertThat(second.problem()).isEqualTo("/problems/rate-limited");
            assertThat(second.header("Retry-After")).isPresent();
            assertThat(api.post(IMPORT, token("odo", "organizer"), "[]").status())
                    .isEqualTo(200);
            write(first, "1\r\n]\r\n0\r\n\r\n");
            assertThat(new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(api.post(IMPORT, slow, "[]").status()).isEqualTo(200);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// D8: a key does not keep a long body, and yet knows it from another that begins alike.
    @Test
    void a_long_import_is_replayed_by_its_key_and_told_from_another() {
        var body = "[{\"id\": \"k1\"}" + " ".repeat(3 << 20) + ", {\"id\": \"%s\"}]";
        var first = api.post(IMPORT, organizer(), body.formatted("k2"), "Idempotency-Key", "long-import");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        var again = api.post(IMPORT, organizer(), body.formatted("k2"), "Idempotency-Key", "long-import");
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(api.post(IMPORT, organizer(), body.formatted("k3"), "Idempotency-Key", "long-import")
                        .problem())
                .isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        assertThat(api.post(IMPORT, organizer(), "{\"zones\": []}").fields()).containsExactly("_embedded.events");
        assertThat(api.post("/events/import?format=csv", organizer(), "[]").fields())
                .containsExactly("format");
        assertThat(api.post(IMPORT, organizer(), "[{]").status()).isEqualTo(400);
    }
}
