package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.standing;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EventServiceTest
class PublicationTest {

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void an_event_goes_on_sale_with_one_ticket_a_place() {
        var venue = api.venue(plan(seated("Stalls", 3, 4), standing("Floor", 5)));
        var draft = api.post(
                "/events",
                organizer(),
                event(venue, tiers(tier("Gold", 4500, "Stalls"), tier("Standing", 2500, "Floor"))));
        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.header("Location")).contains("/events/" + draft.id());
        assertThat(draft.json().get("status").stringValue()).isEqualTo("DRAFT");

        var published = api.post("/events/" + draft.id() + "/publication", organizer(), "");

        assertThat(published.status()).isEqualTo(200);
        assertThat(published.json().get("status").stringValue()).isEqualTo("ON_SALE");
        var event = api.get("/events/" + draft.id()).json();
        assertThat(event.get("status").stringValue()).isEqualTo("ON_SALE");
        assertThat(event.get("venue").get("name").stringValue()).isEqualTo("Théâtre du Nord");
        assertThat(event.get("sections").get(0).toString()).isEqualTo("""
                        {"name":"Stalls","kind":"SEATED","total":12,"available":12,"held":0,"booked":0,\
                        "price":{"amount":4500,"currency":"EUR"}}""");
        var tickets = event.get("tickets");
        assertThat(tickets.size()).isEqualTo(17);
        assertThat(tickets.get(5).toString()).isEqualTo("""
                        {"id":"%s.5","section":"Stalls","row":"B","seat":"2",\
                        "price":{"amount":4500,"currency":"EUR"},"status":"AVAILABLE"}""".formatted(draft.id()));
        assertThat(tickets.get(16).toString()).isEqualTo("""
                        {"id":"%s.16","section":"Floor",\
                        "price":{"amount":2500,"currency":"EUR"},"status":"AVAILABLE"}""".formatted(draft.id()));
    }

    /// Or the plans that booking-service's connections keep would read whole partitions in a sale's first minute.
    @Test
    void the_planner_knows_of_new_tickets_at_once() {
        var venue = api.venue(plan(seated("Floor", 50, 100)));
        var event = api.draft(event(venue, tiers(tier("All", 9900, "Floor"))));
        api.post("/events/" + event + "/publication", organizer(), "");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                jdbc.sql("""
                                select c.reltuples from pg_class c
                                 where c.oid = (select tableoid from inventory.ticket where event_id = ?::uuid limit 1)
                                """).param(event).query(Double.class).single())
                        .isGreaterThanOrEqualTo(5000));
    }

    @Test
    void forty_thousand_seats_are_published_in_one_request() {
        var venue = api.venue(plan(seated("North", 100, 200), seated("South", 100, 200)));
        var event = api.draft(event(venue, tiers(tier("All", 9900, "North", "South"))));

        var published = api.post("/events/" + event + "/publication", organizer(), "");

        assertThat(published.status()).isEqualTo(200);
        assertThat(ticketsOf(event)).isEqualTo(40_000);
        assertThat(api.get("/events/" + event).json().has("tickets")).isFalse();
        var section = api.get("/events/" + event + "?section=South").json().get("tickets");
        assertThat(section.size()).isEqualTo(20_000);
        assertThat(section.get(0).get("id").stringValue()).isEqualTo(event + ".20000");
    }

    @Test
    void published_twice_at_once_has_its_tickets_once() throws Exception {
        var venue = api.venue(plan(seated("Stalls", 10, 10)));
        var event = api.draft(event(venue, tiers(tier("Gold", 4500, "Stalls"))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> api.post("/events/" + event + "/publication", organizer(), "")
                                    .status())
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(ticketsOf(event)).isEqualTo(100);
    }

    @Test
    void an_event_whose_sale_is_ahead_is_scheduled() {
        var venue = api.venue(plan(seated("Stalls", 1, 2)));
        var event = api.draft(
                event(venue, "\"salesStartAt\": \"2036-01-01T00:00:00Z\", " + tiers(tier("Gold", 4500, "Stalls"))));
        var published = api.post("/events/" + event + "/publication", organizer(), "");
        assertThat(published.json().get("status").stringValue()).isEqualTo("SCHEDULED");
    }

    @Test
    void a_section_without_a_price_is_refused_and_nothing_is_published() {
        var venue = api.venue(plan(seated("Stalls", 1, 2), standing("Floor", 5)));
        var event = api.draft(event(venue, tiers(tier("Gold", 4500, "Stalls"))));

        var refused = api.post("/events/" + event + "/publication", organizer(), "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/validation-failed");
        assertThat(refused.fields()).containsExactly("priceTiers");
        assertThat(ticketsOf(event)).isZero();
        assertThat(api.get("/events/" + event, "Authorization", "Bearer " + organizer())
                        .json()
                        .get("status")
                        .stringValue())
                .isEqualTo("DRAFT");
    }

    @Test
    void a_venue_without_a_plan_has_nothing_to_sell() {
        var event = api.draft(event(api.venue(""), ""));
        var refused = api.post("/events/" + event + "/publication", organizer(), "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/seating-plan-missing");
    }

    @Test
    void only_its_organiser_publishes_an_event() {
        var venue = api.venue(plan(seated("Stalls", 1, 2)));
        var event = api.draft(event(venue, tiers(tier("Gold", 4500, "Stalls"))));
        // To others a draft does not exist.
        assertThat(api.post("/events/" + event + "/publication", token("otto", "organizer"), "")
                        .status())
                .isEqualTo(404);
        assertThat(api.post("/events/" + event + "/publication", token("bob", "buyer"), "")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/events/" + event).status()).isEqualTo(404);
    }

    private int ticketsOf(String event) {
        return jdbc.sql("select count(*) from inventory.ticket where event_id = :event::uuid")
                .param("event", event)
                .query(Integer.class)
                .single();
    }
}
