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
import java.util.List;
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
        var otto = token("otto", "organizer");
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
    void a_plan_of_two_hundred_thousand_places_is_taken() {
        var venue = api.venue("");
        var stored = api.put(
                "/venues/" + venue + "/seating-plan",
                organizer(),
                plan(standing("Floor", 199_900), seated("Stalls", 10, 10)));
        assertThat(stored.status()).isEqualTo(200);
    }

    /// I3: labels out of a file are compared as they look, too.
    @Test
    void a_pretix_plan_with_labels_that_look_alike_is_refused() {
        var path = "/venues/" + api.venue("") + "/seating-plan/import?format=pretix";
        var plan = """
                {"name": "Small hall", "categories": [{"name": "Stalls"}],
                 "zones": [{"name": "Main", "position": {"x": 0, "y": 0}, "rows": [{"row_number": "1", "seats": [
                   {"seat_guid": "a", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Stalls"},
                   {"seat_guid": "b", "seat_number": "%s", "position": {"x": 1, "y": 0}, "category": "Stalls"}]}]}]}""";
        for (var alike : List.of("1", "1 ", "1\\u200b", "\\u2060", "\\u3164")) {
            assertThat(api.post(path, organizer(), plan.formatted(alike)).fields())
                    .as(alike)
                    .containsExactly("zones[0].rows[0].seats[1].seat_number");
        }
        assertThat(api.post(path, organizer(), plan.formatted("2")).status()).isEqualTo(200);
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

        assertThat(api.post(path, organizer(), plan.replace("\"b1\"", "\"m1\"")).fields())
                .containsExactly("zones[1].rows[0].seats[0].seat_guid");
        assertThat(api.post(path, organizer(), plan.replace("\"category\": \"Box\"", "\"category\": \"Loge\""))
                        .fields())
                .containsExactly("zones[0].rows[0].seats[2].category", "zones[1].rows[0].seats[0].category");
        assertThat(api.post(path, organizer(), plan.replace("\"displayed\"", "").replace("\"size\"", "\"sice\""))
                        .fields())
                .containsExactly("sice");
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
