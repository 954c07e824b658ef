package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.platform.organization.OrganizationRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// B12: events are copied.
@EventServiceTest
class EventCopyTest {

    /// Of the event alone, and not of what it is like.
    private static final List<String> ITS_OWN = List.of("id", "status", "sections", "tickets");

    private static final String RICH = """
            "description": "Loud", "genre": "Pop", "ageLimit": 16, "url": "https://example.org/tour", "orphanRule": "WARN",
            "images": [{"url": "https://example.org/a.jpg", "alt": "The band"}],
            "endsAt": "2037-05-01T22:00:00Z", "doorsAt": "2037-05-01T18:00:00Z",
            "salesStartAt": "2037-01-15T09:00:00Z", "salesEndAt": "2037-05-01T19:00:00Z",
            "priceTiers": [{"name": "Gold", "sections": ["Stalls"], "prices": [
               {"type": "Adult", "price": {"amount": 4500, "currency": "EUR"}},
               {"type": "Child", "price": {"amount": 2000, "currency": "EUR"}, "needs": "Adult", "maxPerBooking": 4}]}],
            "fees": [{"name": "Service", "per": "TICKET", "amount": {"amount": 150, "currency": "EUR"}, "refundable": false}],
            "tax": {"name": "VAT", "percent": 19, "included": true},
            "refundPolicy": {"windows": [{"beforeStart": "PT168H", "percent": 50}], "feesRefundable": true},
            "maxTicketsPerBooking": 6, "maxTicketsPerCustomer": 12,
            "waitingRoom": {"mode": "AUTO", "admitPerMinute": 300, "maxActive": 900}
            """;

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_copy_is_a_draft_like_the_event_whatever_became_of_its_sale() {
        var event = rich("");
        assertThat(api.post(event + "/publication", organizer(), "").status()).isEqualTo(200);
        assertThat(api.post(event + "/codes", organizer(), """
                        {"kind": "DISCOUNT", "code": "EARLY2037", "percent": 10}""").status()).isEqualTo(201);
        assertThat(api.post(event + "/cancellation", organizer(), "").status()).isEqualTo(202);

        var copy = api.post(event + "/copies", organizer(), "");

        assertThat(copy.status()).as(copy.text()).isEqualTo(201);
        assertThat(copy.header("Location")).contains("/events/" + copy.id());
        assertThat(copy.json().get("status").stringValue()).isEqualTo("DRAFT");
        assertThat(likeness(copy.json())).isEqualTo(likeness(read(event).json()));
        var mine = "/events/" + copy.id();
        assertThat(read(mine).etag()).isEqualTo(copy.etag());
        assertThat(api.get(mine).status()).as("others do not see it").isEqualTo(404);
        assertThat(api.get(mine + "/codes", "Authorization", "Bearer " + organizer())
                        .json()
                        .get("codes")
                        .size())
                .isZero();
        assertThat(api.post(mine + "/publication", organizer(), "").status()).isEqualTo(200);
    }

    /// At 21:00 in Lille, in May and in December; the sale opens at 10:00 there, in winter and in summer.
    @Test
    void the_times_that_hang_on_the_start_move_with_it_in_the_calendar_of_the_venue() {
        var event = rich("");
        var copy = api.post(event + "/copies", organizer(), """
                        {"name": "Beyoncé again", "startsAt": "2037-12-04T20:00:00Z"}""").json();
        assertThat(copy.get("name").stringValue()).isEqualTo("Beyoncé again");
        assertThat(copy.get("startsAt").stringValue()).isEqualTo("2037-12-04T20:00:00Z");
        assertThat(copy.get("endsAt").stringValue()).isEqualTo("2037-12-04T23:00:00Z");
        assertThat(copy.get("doorsAt").stringValue()).isEqualTo("2037-12-04T19:00:00Z");
        assertThat(copy.get("salesEndAt").stringValue()).isEqualTo("2037-12-04T20:00:00Z");
        assertThat(copy.get("salesStartAt").stringValue()).isEqualTo("2037-08-20T08:00:00Z");
    }

    @Test
    void what_the_body_names_is_as_it_says() {
        var event = rich("");
        var copy = api.post(event + "/copies", organizer(), """
                        {"startsAt": "2037-06-01T19:00:00Z", "endsAt": null, "salesStartAt": "2037-02-01T09:00:00Z", "genre": null,
                         "waitingRoom": {"mode": "OFF"}}""").json();
        assertThat(copy.has("endsAt")).isFalse();
        assertThat(copy.has("genre")).isFalse();
        assertThat(copy.get("salesStartAt").stringValue()).isEqualTo("2037-02-01T09:00:00Z");
        assertThat(copy.get("doorsAt").stringValue()).isEqualTo("2037-06-01T18:00:00Z");
        assertThat(copy.at("/waitingRoom/mode").stringValue()).isEqualTo("OFF");
        assertThat(copy.at("/waitingRoom/admitPerMinute").intValue()).isEqualTo(300);

        var open = api.post(event + "/copies", organizer(), "{\"startsAt\": null, \"dateTba\": true}")
                .json();
        for (var time : List.of("startsAt", "endsAt", "doorsAt", "salesStartAt", "salesEndAt")) {
            assertThat(open.has(time)).as(time).isFalse();
        }
        var dated = api.post("/events/" + open.get("id").stringValue() + "/copies", organizer(), """
                        {"startsAt": "2037-06-01T19:00:00Z"}""");
        assertThat(dated.status()).as(dated.text()).isEqualTo(201);
        assertThat(dated.json().get("dateTba").booleanValue()).isFalse();
    }

    @Test
    void what_cannot_be_is_refused_by_name_and_nothing_is_drafted() {
        var event = rich("");
        assertThat(refused(event, "{\"startsAt\": \"tomorrow\"}")).containsExactly("startsAt");
        assertThat(refused(event, "{\"startsAt\": \"2037-12-04T19:00:00Z\", \"endsAt\": \"2037-12-04T18:00:00Z\"}"))
                .containsExactly("endsAt");
        assertThat(refused(event, "{\"salesStartAt\": \"2037-05-02T18:00:00Z\"}"))
                .contains("salesStartAt");
        assertThat(refused(event, "{\"salesEndAt\": \"2037-01-10T09:00:00Z\"}"))
                .as("before the sale that is not named starts")
                .containsExactly("salesEndAt");
        assertThat(refused(event, "{\"status\": \"ON_SALE\"}")).containsExactly("status");
        assertThat(refused(event, "{\"organizationId\": \"x\"}")).containsExactly("organizationId");
        assertThat(refused(event, "{\"venueId\": \"" + UUID.randomUUID() + "\"}"))
                .containsExactly("venueId");
        assertThat(refused(event, "[]")).containsExactly("body");
        assertThat(jdbc.sql("select count(*) from catalog.event where name = ?")
                        .param(read(event).json().get("name").stringValue())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_copy_is_made_by_managers_of_the_organization_for_it() {
        var event = rich("");
        var organization = read(event).json().get("organizationId").stringValue();
        var subject = "member-" + UUID.randomUUID();
        var member = token(subject, "organizer");
        assertThat(api.post(event + "/copies", member, "").status()).isEqualTo(404);
        assertThat(api.post(event + "/publication", organizer(), "").status()).isEqualTo(200);
        assertThat(api.post(event + "/copies", member, "").status()).isEqualTo(403);
        api.member(organization, subject, OrganizationRole.FINANCE);
        assertThat(api.post(event + "/copies", member, "{\"status\": 1}").status())
                .isEqualTo(403);
        api.member(organization, subject, OrganizationRole.MANAGER);
        var copy = api.post(event + "/copies", member, "");
        assertThat(copy.json().get("organizationId").stringValue()).isEqualTo(organization);
        var lines = jdbc.sql("""
                        select action from catalog.audit_trail where event_id = ? and actor = ? order by id""")
                .params(UUID.fromString(copy.id()), subject)
                .query(String.class)
                .list();
        assertThat(lines).containsExactly("EVENT_DRAFTED", "EVENT_COPIED");
        assertThat(api.post("/events/" + UUID.randomUUID() + "/copies", organizer(), "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_same_key_makes_one_copy() {
        var event = rich("");
        var key = UUID.randomUUID().toString();
        var first = api.post(event + "/copies", organizer(), "{\"genre\": \"Folk\"}", "Idempotency-Key", key);
        var again = api.post(event + "/copies", organizer(), "{\"genre\": \"Folk\"}", "Idempotency-Key", key);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(api.post(event + "/copies", organizer(), "{\"genre\": \"Pop\"}", "Idempotency-Key", key)
                        .problem())
                .isEqualTo("/problems/idempotency-key-reused");
    }

    private String rich(String more) {
        var performer = api.post("/performers", organizer(), "{\"name\": \"The Tidal Four\"}")
                .id();
        var body = event(
                        api.venue(plan(seated("Stalls", 1, 10))),
                        RICH + ", \"performerIds\": [\"" + performer + "\"]" + more)
                .replace("Beyoncé & Friends", "Tide " + UUID.randomUUID());
        return "/events/" + api.draft(body);
    }

    private EventApiClient.Answer read(String event) {
        return api.get(event, "Authorization", "Bearer " + organizer());
    }

    private static JsonNode likeness(JsonNode event) {
        return ((ObjectNode) event.deepCopy()).remove(ITS_OWN);
    }

    private List<String> refused(String event, String body) {
        var answer = api.post(event + "/copies", organizer(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        return answer.fields();
    }
}
