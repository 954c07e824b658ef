package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;

@EventServiceTest
class EventEditingTest {

    @Autowired
    EventApiClient api;

    @Autowired
    StringRedisTemplate redis;

    @Test
    void a_merge_patch_changes_what_it_names_and_nothing_else() {
        var draft = api.post(
                "/events",
                organizer(),
                event(
                        api.venue(""),
                        "\"genre\": \"Pop\", \"description\": \"Loud\", \"endsAt\": \"2037-05-01T23:00:00Z\""));
        var path = "/events/" + draft.id();

        var patched = api.patch(path, organizer(), draft.etag(), """
                {"name": "Beyoncé", "description": null, "waitingRoom": {"mode": "ON"}}""");

        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        var read = api.get(path, "Authorization", "Bearer " + organizer());
        assertThat(read.etag()).isEqualTo(patched.etag()).isNotEqualTo(draft.etag());
        assertThat(read.json().get("name").stringValue()).isEqualTo("Beyoncé");
        assertThat(read.json().has("description")).isFalse();
        assertThat(read.json().get("genre").stringValue()).isEqualTo("Pop");
        assertThat(read.json().get("waitingRoom").toString())
                .isEqualTo("{\"mode\":\"ON\",\"admitPerMinute\":600,\"maxActive\":2000}");
    }

    /// H6, B4: what an organiser shows, what is still to be announced, and the rule against single seats.
    @Test
    void an_event_says_more_than_its_date() {
        var shown = """
                "url": "https://example.org/tour", "ageLimit": 16, "timeTba": true, "orphanRule": "WARN",
                "images": [{"url": "https://example.org/l.jpg", "width": 2048, "height": 1152, "alt": "The band"}]""";
        var draft = api.post("/events", organizer(), event(api.venue(""), shown));
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        assertThat(draft.json().get("images").toString()).isEqualTo("""
                [{"url":"https://example.org/l.jpg","width":2048,"height":1152,"alt":"The band"}]""");
        assertThat(draft.json().get("ageLimit").intValue()).isEqualTo(16);
        assertThat(draft.json().get("timeTba").booleanValue()).isTrue();
        assertThat(draft.json().get("orphanRule").stringValue()).isEqualTo("WARN");
        assertThat(draft.json().has("source")).isFalse();

        var path = "/events/" + draft.id();
        var undated = api.patch(path, organizer(), draft.etag(), """
                {"startsAt": null, "dateTba": true, "timeTba": false, "url": null, "orphanRule": "REFUSE"}""");
        assertThat(undated.status()).as(undated.text()).isEqualTo(200);
        assertThat(undated.json().get("dateTba").booleanValue()).isTrue();
        assertThat(undated.json().has("url")).isFalse();
        var named = api.patch(path, organizer(), undated.etag(), "{\"name\": \"Still without a date\"}");
        assertThat(named.status()).as(named.text()).isEqualTo(200);
        var dated = api.patch(path, organizer(), named.etag(), "{\"startsAt\": \"2037-06-01T19:00:00Z\"}");
        assertThat(dated.json().get("dateTba").booleanValue()).isFalse();
        assertThat(api.patch(path, organizer(), dated.etag(), "{\"startsAt\": null}")
                        .fields())
                .containsExactly("startsAt");
        for (var wrong : new String[] {
            "\"url\": \"javascript:alert(1)\"", "\"ageLimit\": 200", "\"images\": [{\"width\": 3}]", "\"dateTba\": true"
        }) {
            assertThat(api.post("/events", organizer(), event(api.venue(""), wrong))
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void doors_open_before_the_start() {
        var start = "2037-05-01T19:00:00Z";
        var body = event(api.venue(""), "\"doorsAt\": \"2037-05-01T17:30:00Z\"");
        var draft = api.post("/events", organizer(), body);
        assertThat(draft.json().get("doorsAt").stringValue()).isEqualTo("2037-05-01T17:30:00Z");
        var late = api.patch(
                "/events/" + draft.id(),
                organizer(),
                draft.etag(),
                "{\"startsAt\": \"" + start + "\", \"doorsAt\": \"2037-05-01T19:00:01Z\"}");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.fields()).contains("doorsAt");
        var open = api.patch("/events/" + draft.id(), organizer(), draft.etag(), "{\"doorsAt\": null}");
        assertThat(open.json().has("doorsAt")).isFalse();
    }

    @Test
    void a_stale_edit_is_refused_and_so_is_one_that_names_no_version() {
        var draft = api.post("/events", organizer(), event(api.venue(""), ""));
        var path = "/events/" + draft.id();
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"name\": \"First\"}")
                        .status())
                .isEqualTo(200);

        var stale = api.patch(path, organizer(), draft.etag(), "{\"name\": \"Second\"}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("/problems/precondition-failed");
        var blind =
                api.send(api.request(path, "Authorization", "Bearer " + organizer(), "Content-Type", "application/json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"name\": \"Third\"}")));
        assertThat(blind.status()).isEqualTo(428);
        assertThat(api.get(path, "Authorization", "Bearer " + organizer())
                        .json()
                        .get("name")
                        .stringValue())
                .isEqualTo("First");
    }

    /// I1: a patch is as strict as a new event, at every depth, and its texts keep to the same rules.
    @Test
    void a_patch_that_says_more_than_an_event_has_is_refused_and_named() {
        var draft = api.post("/events", organizer(), event(api.venue(""), ""));
        var path = "/events/" + draft.id();
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"waitingRoom\": {\"mdoe\": \"ON\"}}")
                        .fields())
                .containsExactly("waitingRoom.mdoe");
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"discountCode\": \"X\"}")
                        .fields())
                .containsExactly("discountCode");
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"maxTicketsPerBooking\": \"4\"}")
                        .fields())
                .containsExactly("maxTicketsPerBooking");
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"name\": \"a\\u202eb\"}")
                        .fields())
                .containsExactly("name");
    }

    /// I1: a list that cannot be narrowed says so, rather than answer everything.
    @Test
    void a_list_refuses_filters_it_does_not_have() {
        assertThat(api.get("/events?performerId=x&owner=me&utm_source=mail", "Authorization", "Bearer " + organizer())
                        .fields())
                .containsExactlyInAnyOrder("performerId", "owner");
    }

    @Test
    void what_comes_of_a_patch_is_checked_like_a_new_event() {
        var draft = api.post("/events", organizer(), event(api.venue(""), ""));
        var path = "/events/" + draft.id();
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"salesStartAt\": \"2038-01-01T00:00:00Z\"}")
                        .fields())
                .containsExactly("salesStartAt");
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"startsAt\": null}")
                        .fields())
                .containsExactly("startsAt");
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"category\": \"ROCK\"}")
                        .fields())
                .containsExactly("category");
        assertThat(api.patch(path, organizer(), draft.etag(), "{\"status\": \"ON_SALE\"}")
                        .fields())
                .containsExactly("status");
        assertThat(api.patch(
                                path,
                                organizer(),
                                draft.etag(),
                                "{\"priceTiers\": [{\"name\": \"A\", \"price\": {\"amount\": -1, \"currency\": \"EUR\"},"
                                        + " \"sections\": [\"X\"]}]}")
                        .fields())
                .containsExactly("priceTiers[0].price.amount");
        assertThat(api.patch(path, organizer(), draft.etag(), "[]").status()).isEqualTo(422);
    }

    @Test
    void once_published_prices_and_venue_stay_and_words_may_change() {
        var event = api.onSale(10, 0);
        var path = "/events/" + event;
        var etag = api.get(path).etag();

        var dearer = api.patch(path, organizer(), etag, "{" + tiers(tier("Gold", 9900, "Stalls")) + "}");
        assertThat(dearer.status()).isEqualTo(409);
        assertThat(dearer.problem()).isEqualTo("/problems/event-already-published");
        assertThat(dearer.json().get("field").stringValue()).isEqualTo("priceTiers");
        assertThat(api.patch(path, organizer(), etag, "{\"venueId\": \"" + api.venue("") + "\"}")
                        .json()
                        .get("field")
                        .stringValue())
                .isEqualTo("venueId");

        var later = api.patch(path, organizer(), etag, """
                {"description": "New support act", "maxTicketsPerBooking": 4, "salesEndAt": "2037-05-01T18:00:00Z"}""");
        assertThat(later.status()).as(later.text()).isEqualTo(200);
        assertThat(api.get(path).json().get("maxTicketsPerBooking").asInt()).isEqualTo(4);
    }

    @Test
    void others_neither_edit_nor_cancel_an_event() {
        var event = api.onSale(10, 0);
        var path = "/events/" + event;
        var etag = api.get(path).etag();
        var otto = token("otto", "organizer");
        assertThat(api.patch(path, otto, etag, "{\"name\": \"Mine\"}").problem())
                .isEqualTo("/problems/forbidden");
        assertThat(api.post(path + "/cancellation", otto, "").status()).isEqualTo(403);
        assertThat(api.get(path).json().get("status").stringValue()).isEqualTo("ON_SALE");
    }

    @Test
    void a_cancelled_event_is_final_and_told_to_the_platform() {
        var event = api.onSale(10, 0);
        var path = "/events/" + event;

        var cancelled = api.post(path + "/cancellation", token("oscar", "operator"), "");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().get("status").stringValue()).isEqualTo("CANCELLED");
        assertThat(api.post(path + "/cancellation", organizer(), "").status()).isEqualTo(202);
        assertThat(api.patch(path, organizer(), api.get(path).etag(), "{\"name\": \"Back\"}")
                        .problem())
                .isEqualTo("/problems/event-cancelled");
        assertThat(api.post(path + "/publication", organizer(), "").problem()).isEqualTo("/problems/event-cancelled");
        Awaitility.await().until(() -> messagesOf(event).equals("EventPublished EventCancelled"));
    }

    @Test
    void used_tickets_are_paid_back_where_the_first_cancellation_says_so() {
        var with = "/events/" + api.onSale(10, 0) + "/cancellation";
        assertThat(api.post(with, organizer(), "{\"includeUsed\": true}").status())
                .isEqualTo(202);
        assertThat(api.post(with, organizer(), "{\"includeUsed\": true}").status())
                .isEqualTo(202);
        var without = "/events/" + api.onSale(10, 0) + "/cancellation";
        assertThat(api.post(without, organizer(), "{\"used\": true}").problem())
                .isEqualTo("/problems/validation-failed");
        assertThat(api.post(without, organizer(), "{}").status()).isEqualTo(202);
        assertThat(api.post(without, organizer(), "{\"includeUsed\": true}").problem())
                .isEqualTo("/problems/event-cancelled");
    }

    private String messagesOf(String event) {
        return redis.opsForStream().range("bo:events:catalog", Range.unbounded()).stream()
                .map(entry -> entry.getValue())
                .filter(fields -> String.valueOf(fields.get("payload")).contains(event))
                .map(fields -> String.valueOf(fields.get("type")))
                .collect(Collectors.joining(" "));
    }

    @Test
    void the_same_key_drafts_an_event_once() {
        var body = event(api.venue(""), "");
        var key = UUID.randomUUID().toString();
        var first = api.post("/events", organizer(), body, "Idempotency-Key", key);
        var again = api.post("/events", organizer(), body, "Idempotency-Key", key);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(api.post("/events", organizer(), body.replace("MUSIC", "ARTS"), "Idempotency-Key", key)
                        .problem())
                .isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void a_publication_is_replayed_by_its_key() {
        var venue = api.venue(plan(seated("Stalls", 1, 2)));
        var event = api.draft(event(venue, tiers(tier("Gold", 4500, "Stalls"))));
        var key = UUID.randomUUID().toString();
        var first = api.post("/events/" + event + "/publication", organizer(), "", "Idempotency-Key", key);
        var again = api.post("/events/" + event + "/publication", organizer(), "", "Idempotency-Key", key);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void an_organiser_lists_their_own_events_drafts_among_them() {
        var otilie = token("otilie", "organizer");
        var venue = api.post("/venues", otilie, """
                {"name": "Le Grand Mix", "timezone": "Europe/Paris", "address": {"city": "Lille", "countryCode": "FR"}}""").id();
        for (var i = 0; i < 3; i++) {
            api.post("/events", otilie, event(venue, ""));
        }
        var list =
                api.get("/events?size=2", "Authorization", "Bearer " + otilie).json();
        assertThat(list.get("events").size()).isEqualTo(2);
        assertThat(list.get("page").toString())
                .isEqualTo("{\"number\":0,\"size\":2,\"totalElements\":3,\"totalPages\":2}");
        assertThat(api.get("/events").status()).isEqualTo(401);
        assertThat(api.get("/events?size=201", "Authorization", "Bearer " + otilie)
                        .fields())
                .containsExactly("size");
    }
}
