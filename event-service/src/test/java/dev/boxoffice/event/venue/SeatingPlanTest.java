package dev.boxoffice.event.venue;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.standing;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EventServiceTest
class SeatingPlanTest {

    @Autowired
    EventApiClient api;

    /// D12: whoever else sells at a venue cannot keep its owner from drawing it anew.
    @Test
    void a_plan_can_always_be_replaced_and_published_events_keep_theirs() {
        var venue = api.venue(plan(standing("Floor", 10)));
        var path = "/venues/" + venue + "/seating-plan";
        var replaced = api.put(path, organizer(), plan(seated("Stalls", 2, 3)));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(api.get(path).json()).isEqualTo(replaced.json());
        var otto = token("otto-" + UUID.randomUUID(), "organizer");
        var guests = api.post("/organizations", otto, "{\"name\":\"Guests\"}").id();
        api.put("/venues/" + venue + "/organizers/" + guests, organizer(), "");
        var far = event(venue, tiers(tier("Gold", 100, "Stalls"))).replace("2037-", "9000-");
        var event = api.post("/events", otto, far).id();
        assertThat(api.post("/events/" + event + "/publication", otto, "").status())
                .isEqualTo(200);

        var anew = api.put(path, organizer(), plan(seated("Stalls", 1, 1)));

        assertThat(anew.status()).as(anew.text()).isEqualTo(200);
        assertThat(api.get("/events/" + event + "/seat-map").json().get("total").asInt())
                .as("what is sold from stays as it was")
                .isEqualTo(6);
    }

    @Test
    void only_its_owner_changes_a_venue_and_only_what_they_have_read() {
        var venue = api.venue("");
        var path = "/venues/" + venue + "/seating-plan";
        assertThat(api.put(path, token("otto", "organizer"), plan(standing("Floor", 1)))
                        .problem())
                .isEqualTo("/problems/forbidden");
        var etag = api.get("/venues/" + venue).etag();
        assertThat(api.put(path, organizer(), plan(standing("Floor", 1)), "If-Match", etag)
                        .status())
                .isEqualTo(200);
        assertThat(api.put(path, organizer(), plan(standing("Floor", 2)), "If-Match", etag)
                        .status())
                .isEqualTo(412);
        assertThat(api.put("/venues/nowhere/seating-plan", organizer(), plan(standing("Floor", 1)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void no_rows_are_as_good_as_none() {
        var path = "/venues/" + api.venue("") + "/seating-plan";
        for (var section : List.of(standing("Floor", 500), seated("Stalls", 20, 30))) {
            var without = api.put(path, organizer(), plan(section));
            assertThat(without.status()).isEqualTo(200);
            var empty = api.put(path, organizer(), plan(section.replace("\"kind\"", "\"rows\": [], \"kind\"")));
            assertThat(empty.status()).as(empty.text()).isEqualTo(200);
            assertThat(empty.json()).isEqualTo(without.json());
        }
    }

    @Test
    void a_plan_of_two_hundred_thousand_places_is_taken() {
        var venue = api.venue("");
        var stored = api.put(
                "/venues/" + venue + "/seating-plan",
                organizer(),
                plan(standing("Floor", 199_900), seated("Stalls", 10, 10)));
        assertThat(stored.status()).isEqualTo(200);
    }

    /// I3: labels out of a file are compared as they look, too. H3: a file of somebody else's is not refused for it.
    @Test
    void seats_of_a_pretix_plan_that_look_alike_are_told_apart() {
        var path = "/venues/" + api.venue("") + "/seating-plan/import?format=pretix";
        var plan = """
                {"name": "Small hall", "categories": [{"name": "Stalls"}],
                 "zones": [{"name": "Main", "position": {"x": 0, "y": 0}, "rows": [{"row_number": "1", "seats": [
                   {"seat_guid": "a", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Stalls"},
                   {"seat_guid": "b", "seat_number": "%s", "position": {"x": 1, "y": 0}, "category": "Stalls"}]}]}]}""";
        for (var alike : List.of("1", "1 ", "1\\u200b")) {
            var imported = api.post(path, organizer(), plan.formatted(alike));
            assertThat(imported.status()).as(alike).isEqualTo(200);
            assertThat(imported.json().at("/sections/0/rows/0/seats/1/number").asString())
                    .as(alike)
                    .isEqualTo("1 (2)");
            assertThat(imported.json().at("/warnings/0/field").asString())
                    .isEqualTo("zones[0].rows[0].seats[1].seat_number");
        }
        for (var invisible : List.of("", "\\u2060", "\\u3164")) {
            assertThat(api.post(path, organizer(), plan.formatted(invisible)).fields())
                    .as(invisible)
                    .containsExactly("zones[0].rows[0].seats[1].seat_number");
        }
        var clean = api.post(path, organizer(), plan.formatted("2"));
        assertThat(clean.status()).isEqualTo(200);
        assertThat(clean.json().has("warnings")).isFalse();
    }

    /// H4: rows by ranges, with and without positions.
    @Test
    void rows_are_given_by_ranges_and_an_aisle_is_where_the_numbers_jump() {
        var path = "/venues/" + api.venue("") + "/seating-plan";
        var stored = api.put(path, organizer(), """
                {"focalPoint": {"x": 0, "y": -3}, "sections": [{"name": "Stalls", "kind": "SEATED", "rank": 1, "rows": [
                  {"name": "A", "seats": "1-3, 31-32"},
                  {"name": "B", "seats": [{"number": "1", "accessible": true}, {"number": "2", "companionOf": "1"},
                    {"number": "3", "restrictedView": true}]}]}]}""");
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
        assertThat(stored.json().at("/sections/0/rows/0/seats").toString())
                .isEqualTo("[{\"number\":\"1\",\"x\":-2.5,\"y\":0.0},{\"number\":\"2\",\"x\":-1.5,\"y\":0.0},"
                        + "{\"number\":\"3\",\"x\":-0.5,\"y\":0.0},{\"number\":\"31\",\"x\":1.5,\"y\":0.0},"
                        + "{\"number\":\"32\",\"x\":2.5,\"y\":0.0}]");
        assertThat(stored.json().at("/sections/0/rows/1/seats/1").toString())
                .isEqualTo("{\"number\":\"2\",\"x\":0.0,\"y\":1.0,\"companionOf\":\"1\"}");
        assertThat(api.get(path).json()).isEqualTo(stored.json());

        var row = """
                {"sections": [{"name": "Stalls", "kind": "SEATED", "rows": [{"name": "A", "seats": %s}]}]}""";
        var endless = api.put(path, organizer(), row.formatted("\"1-10000000000\""));
        assertThat(endless.fields()).as(endless.text()).containsExactly("sections[0].rows[0].seats");
        assertThat(api.put(path, organizer(), row.formatted("\"1-3,2\"")).fields())
                .containsExactly("sections[0].rows[0].seats[3].number");
        assertThat(api.put(path, organizer(), row.formatted("[{\"number\":\"1\",\"companionOf\":\"9\"}]"))
                        .fields())
                .containsExactly("sections[0].rows[0].seats[0].companionOf");
        assertThat(api.put(path, organizer(), row.formatted("[{\"number\":\"1\",\"x\":0,\"y\":0},{\"number\":\"2\"}]"))
                        .fields())
                .containsExactly("sections[0].rows[0].seats[1].x", "sections[0].rows[0].seats[1].y");
    }

    /// H4: a refusal stays small.
    @Test
    void at_most_a_hundred_faults_are_told_and_how_many_there_are() {
        var seats = Collections.nCopies(400, "{\"number\":\"\"}").stream().collect(Collectors.joining(",", "[", "]"));
        var refused = api.put("/venues/" + api.venue("") + "/seating-plan", organizer(), """
                {"sections": [{"name": "Stalls", "kind": "SEATED", "rows": [{"name": "A", "seats": %s}]}]}""".formatted(seats));
        assertThat(refused.fields()).as(refused.text()).hasSize(100);
        assertThat(refused.json().get("detail").asString()).startsWith("400 fields are invalid, of which 100 are told");
    }

    /// H1: whatever order a file has them in, tickets are numbered as people sit.
    @Test
    void tickets_are_numbered_along_the_row() {
        var venue = api.venue("""
                {"sections": [{"name": "Stalls", "kind": "SEATED", "rows": [{"name": "A", "seats": [
                  {"number": "1", "x": 0, "y": 0}, {"number": "6", "x": 5, "y": 0}, {"number": "2", "x": 1, "y": 0},
                  {"number": "5", "x": 4, "y": 0}, {"number": "3", "x": 2, "y": 0}, {"number": "4", "x": 3, "y": 0}]}]}]}""");
        var event = api.post("/events", organizer(), event(venue, tiers(tier("Gold", 100, "Stalls"))))
                .id();
        api.post("/events/" + event + "/publication", organizer(), "");
        assertThat(api.get("/events/" + event + "/seat-map")
                        .json()
                        .at("/sections/0/rows/0/seats")
                        .valueStream()
                        .map(seat -> seat.get("number").asString()))
                .containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void a_pretix_plan_becomes_a_section_a_category() {
        var venue = api.venue("");
        var path = "/venues/" + venue + "/seating-plan/import?format=pretix";
        var plan = """
                {"name": "Small hall", "size": {"width": 400, "height": 300},
                 "categories": [{"name": "Stalls", "color": "#f00"}, {"name": "Box"}],
                 "zones": [
                   {"name": "Main", "position": {"x": 10, "y": 20},
                    "rows": [{"row_number": "1", "position": {"x": 1, "y": 2}, "seats": [
                      {"seat_guid": "m1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Stalls"},
                      {"seat_guid": "m2", "seat_number": "2", "position": {"x": 25, "y": 0}, "category": "Stalls"},
                      {"seat_guid": "m3", "seat_number": "3", "position": {"x": 50, "y": 0}, "category": "Box"}]}],
                    "areas": [{"width": 100, "height": 20, "position": {"x": 0, "y": 0}, "text": "Stage"}]},
                   {"position": {"x": 0, "y": 100}, "rows": [{"row_number": "1", "seats": [
                      {"seat_guid": "b1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Box"}]}]}]}""";

        var imported = api.post(path, organizer(), plan);

        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        assertThat(imported.json()
                        .get("sections")
                        .valueStream()
                        .map(section -> section.get("name").stringValue()))
                .containsExactly("Stalls", "Main – Box", "Zone 2 – Box");
        assertThat(imported.json()
                        .get("sections")
                        .get(0)
                        .get("rows")
                        .get(0)
                        .get("seats")
                        .get(1)
                        .toString())
                .isEqualTo("{\"number\":\"2\",\"x\":36.0,\"y\":22.0}");

        assertThat(imported.json().get("focalPoint").toString()).isEqualTo("{\"x\":60.0,\"y\":30.0}");

        var odd = api.post(
                path,
                organizer(),
                plan.replace("\"b1\"", "\"m1\"")
                        .replace("\"size\"", "\"sice\"")
                        .replace("\"m3\", \"seat_number\": \"3\"", "\"m3\", \"seat_number\": \"2\"")
                        .replace("\"category\": \"Stalls\"", "\"category\": \"\", \"colour\": 1"));
        assertThat(odd.status()).as(odd.text()).isEqualTo(200);
        assertThat(odd.json()
                        .get("sections")
                        .valueStream()
                        .map(section -> section.get("name").asString()))
                .containsExactly("Main", "Main – Box", "Zone 2 – Box");
        assertThat(odd.json()
                        .get("warnings")
                        .valueStream()
                        .map(warning -> warning.get("field").asString()))
                .containsExactly("sice", "zones[].rows[].seats[].colour", "categories[0]");

        assertThat(api.post(path, organizer(), "[]").fields()).containsExactly("body");
        assertThat(api.post("/venues/" + venue + "/seating-plan/import?format=svg", organizer(), plan)
                        .fields())
                .containsExactly("format");
    }

    @Test
    void venues_are_listed_by_page() {
        api.venue("");
        api.venue("");
        var list = api.get("/venues?size=1&page=1").json();
        assertThat(list.get("venues").size()).isEqualTo(1);
        assertThat(list.get("page").get("totalElements").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(api.get("/venues?page=-1").fields()).containsExactly("page");
    }
}
