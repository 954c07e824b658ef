package dev.boxoffice.event.venue;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.standing;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.platform.organization.OrganizationRole;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// B13: venues and performers can be edited.
@EventServiceTest
class VenueEditingTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    private final String founder = "founder-" + UUID.randomUUID();
    private final String token = token(founder, "organizer");

    @Test
    void a_merge_patch_changes_what_it_names_of_a_venue_and_its_events_show_it() {
        var venue = api.venue("");
        var event = api.draft(event(venue, ""));
        var path = "/venues/" + venue;
        var seen = api.get(path);

        var patched = api.patch(path, organizer(), seen.etag(), """
                {"name": " Théâtre du Midi ", "address": {"line1": null, "postalCode": "59001"}, "location": null}""");

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.etag()).isNotEqualTo(seen.etag());
        var read = api.get(path);
        assertThat(read.json()).isEqualTo(patched.json());
        assertThat(read.json().get("name").stringValue()).isEqualTo("Théâtre du Midi");
        assertThat(read.json().get("address").toString())
                .isEqualTo("{\"city\":\"Lille\",\"countryCode\":\"FR\",\"postalCode\":\"59001\"}");
        assertThat(read.json().has("location")).isFalse();
        assertThat(read.json().get("timezone").stringValue()).isEqualTo("Europe/Paris");
        var shown = api.get("/events/" + event, "Authorization", "Bearer " + organizer());
        assertThat(shown.json().at("/venue/name").stringValue()).isEqualTo("Théâtre du Midi");
    }

    @Test
    void an_edit_says_what_it_was_made_on() {
        var path = "/venues/" + api.venue(plan(standing("Floor", 10)));
        var first = api.get(path).etag();
        assertThat(api.patch(path, organizer(), first, "{\"name\": \"Nord\"}").status())
                .isEqualTo(200);
        assertThat(api.patch(path, organizer(), first, "{\"name\": \"Sud\"}").status())
                .isEqualTo(412);
        assertThat(api.patch(path, organizer(), "", "{\"name\": \"Sud\"}").status())
                .isEqualTo(428);
        var second = api.get(path).etag();
        assertThat(api.patch(path, organizer(), second, "{\"name\": \"Nord\"}").etag())
                .as("nothing is other, so nothing is new")
                .isEqualTo(second);
        assertThat(api.get(path + "/seating-plan").json().at("/sections/0/name").stringValue())
                .isEqualTo("Floor");
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        var path = "/venues/" + api.venue("");
        assertThat(refused(path, "{\"name\": null}")).contains("name");
        assertThat(refused(path, "{\"timezone\": \"Mars/Olympus\"}")).containsExactly("timezone");
        assertThat(refused(path, "{\"address\": {\"countryCode\": \"XX\"}}")).containsExactly("address.countryCode");
        assertThat(refused(path, "{\"address\": {\"town\": null}}")).containsExactly("address.town");
        assertThat(refused(path, "{\"location\": {\"latitude\": 91}}")).containsExactly("location.latitude");
        assertThat(refused(path, "{\"organizationId\": \"%s\"}".formatted(UUID.randomUUID())))
                .containsExactly("organizationId");
        assertThat(refused(path, "{\"id\": \"1\"}")).containsExactly("id");
    }

    @Test
    void a_venue_is_edited_by_managers_of_its_organization_and_by_operators() {
        var path = "/venues/" + venue();
        var organization = api.get(path).json().get("organizationId").stringValue();
        var edit = "{\"name\": \"Salle 2\"}";
        assertThat(api.patch(path, token("stranger", "organizer"), "*", edit).status())
                .isEqualTo(403);
        var finance = member(organization, OrganizationRole.FINANCE);
        assertThat(api.patch(path, finance, "*", edit).status()).isEqualTo(403);
        var manager = member(organization, OrganizationRole.MANAGER);
        assertThat(api.patch(path, manager, "*", edit).status()).isEqualTo(200);
        assertThat(api.patch(path, token("otto", "operator"), "*", "{\"name\": \"Salle 3\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.patch("/venues/" + UUID.randomUUID(), token, "*", edit).status())
                .isEqualTo(404);
        assertThat(api.patch("/venues/nowhere", token, "*", edit).status()).isEqualTo(404);
    }

    @Test
    void an_edit_leaves_a_line_in_the_audit_that_says_what_was_before() {
        var venue = venue();
        assertThat(audited(venue).get("action").stringValue()).isEqualTo("VENUE_OPENED");
        api.patch("/venues/" + venue, token, "*", "{\"name\": \"Salle 2\"}");
        var line = audited(venue);
        assertThat(line.get("action").stringValue()).isEqualTo("VENUE_EDITED");
        assertThat(line.get("actor").stringValue()).isEqualTo(founder);
        assertThat(line.get("details").toString())
                .isEqualTo("{\"name\":{\"after\":\"Salle 2\",\"before\":\"Le Grand Mix\"}}");
        assertThat(line.get("organization_id").stringValue())
                .isEqualTo(
                        api.get("/venues/" + venue).json().get("organizationId").stringValue());
    }

    /// One's own venue of another system's file: whoever edits it is told by the audit what the next import
    /// has made of it.
    @Test
    void an_import_leaves_lines_of_what_it_brings_and_of_what_it_changes() {
        var id = UUID.randomUUID().toString();
        imported(id, "Waldwiese", "The Tidal Four");
        var event = imported(id, "Waldwiese", "The Tidal Four");
        var venue = event.get("venueId").stringValue();
        var performer = event.at("/performerIds/0").stringValue();
        assertThat(actionsOn(venue)).isEqualTo("VENUE_IMPORTED");
        assertThat(actionsOn(performer)).isEqualTo("PERFORMER_IMPORTED");
        assertThat(api.patch("/venues/" + venue, token, "*", "{\"name\": \"Waldbühne\"}")
                        .status())
                .isEqualTo(200);
        imported(id, "Waldwiese", "The Tidal Five");
        assertThat(actionsOn(venue)).isEqualTo("VENUE_IMPORTED VENUE_EDITED VENUE_IMPORTED");
        assertThat(audited(venue).at("/details/before/name").stringValue()).isEqualTo("Waldbühne");
        assertThat(audited(performer).at("/details/after/name").stringValue()).isEqualTo("The Tidal Five");
    }

    private JsonNode imported(String id, String venue, String performer) {
        var answer =
                api.post("/events/import?format=ticketmaster-discovery", token, """
                [{"id": "%1$s", "name": "Low Tide on tour", "url": "https://example.org/tide",
                  "dates": {"start": {"dateTime": "2037-08-20T18:00:00Z"}, "timezone": "Europe/Berlin", "status": {"code": "onsale"}},
                  "_embedded": {
                    "venues": [{"id": "v%1$s", "name": "%2$s", "timezone": "Europe/Berlin", "city": {"name": "Bernau"},
                                "country": {"countryCode": "DE"}}],
                    "attractions": [{"id": "a%1$s", "name": "%3$s"}]}}]""".formatted(id, venue, performer));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return api.get("/events?sourceId=" + id, "Authorization", "Bearer " + token)
                .json()
                .at("/events/0");
    }

    private String actionsOn(String object) {
        return jdbc.sql("select string_agg(action, ' ' order by id) from catalog.audit_trail where object_id = ?")
                .param(object)
                .query(String.class)
                .single();
    }

    /// Each waits for the other: of two edits made on the same version one is told to read it again.
    @Test
    void of_two_edits_at_once_one_is_made() throws Exception {
        for (var round = 0; round < 10; round++) {
            var path = "/venues/" + venue();
            var etag = api.get(path).etag();
            var start = new CyclicBarrier(2);
            try (var pool = Executors.newFixedThreadPool(2)) {
                var first = pool.submit(() -> {
                    start.await();
                    return api.patch(path, token, etag, "{\"name\": \"Ours\"}").status();
                });
                var second = pool.submit(() -> {
                    start.await();
                    return api.patch(path, token, etag, "{\"name\": \"Mine\"}").status();
                });
                assertThat(new int[] {first.get(), second.get()}).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    @Test
    void a_performer_is_edited_likewise() {
        var performer = api.post("/performers", token, "{\"name\": \"The Tidal Four\", \"genre\": \"Folk\"}");
        var path = "/performers/" + performer.id();
        assertThat(audited(performer.id()).get("action").stringValue()).isEqualTo("PERFORMER_INTRODUCED");
        var organization = performer.json().get("organizationId").stringValue();

        var patched = api.patch(path, token, performer.etag(), "{\"name\": \"The Tidal Five\", \"genre\": null}");

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(api.get(path).json()).isEqualTo(patched.json());
        assertThat(patched.json().get("name").stringValue()).isEqualTo("The Tidal Five");
        assertThat(patched.json().has("genre")).isFalse();
        assertThat(audited(performer.id()).get("action").stringValue()).isEqualTo("PERFORMER_EDITED");
        assertThat(api.patch(path, token, performer.etag(), "{\"name\": \"The Six\"}")
                        .status())
                .isEqualTo(412);
        assertThat(refused(path, "{\"name\": \" \"}")).containsExactly("name");
        assertThat(refused(path, "{\"members\": 5}")).containsExactly("members");
        assertThat(api.patch(path, token("stranger", "organizer"), "*", "{\"name\": \"Mine\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.patch(path, member(organization, OrganizationRole.DOOR), "*", "{\"name\": \"Mine\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.patch(path, token("otto", "operator"), "*", "{\"genre\": \"Shanty\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.patch("/performers/" + UUID.randomUUID(), token, "*", "{}")
                        .status())
                .isEqualTo(404);
    }

    private java.util.List<String> refused(String path, String patch) {
        var by = path.startsWith("/venues") ? organizer() : token;
        var answer = api.patch(path, by, "*", patch);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        return answer.fields();
    }

    private String venue() {
        return api.post("/venues", token, """
                {"name": "Le Grand Mix", "timezone": "Europe/Paris", "address": {"city": "Tourcoing", "countryCode": "FR"}}""").id();
    }

    /// @return a token of somebody new with that role
    private String member(String organization, OrganizationRole role) {
        var subject = role + "-" + UUID.randomUUID();
        var stored = api.put(
                "/organizations/" + organization + "/members/" + subject, token, "{\"role\": \"" + role + "\"}");
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
        return token(subject, "organizer");
    }

    /// The last line about it.
    private JsonNode audited(String object) {
        return JSON.readTree(jdbc.sql("""
                        select to_jsonb(t)::text from catalog.audit_trail t where object_id = ? order by id desc limit 1""").param(object).query(String.class).single());
    }
}
