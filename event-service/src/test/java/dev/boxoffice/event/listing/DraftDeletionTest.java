package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.platform.organization.OrganizationRole;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// B12: drafts are deleted, and nothing else is.
@EventServiceTest
class DraftDeletionTest {

    private static final List<String> CHILDREN = List.of(
            "event_performer",
            "price_tier",
            "sale_code",
            "sale_code_series",
            "waiting_room_checkpoint",
            "event_source");

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_draft_goes_with_all_that_hangs_on_it_and_the_audit_stays() {
        var performer = api.post("/performers", organizer(), "{\"name\": \"The Tidal Four\"}")
                .id();
        var draft = draft("\"performerIds\": [\"" + performer + "\"]");
        var path = "/events/" + draft;
        assertThat(api.post(path + "/codes", organizer(), """
                        {"kind": "DISCOUNT", "code": "TIDE2037", "percent": 10}""").status()).isEqualTo(201);
        jdbc.sql("""
                        insert into catalog.waiting_room_checkpoint (event_id, next_place, state, taken_at)
                        values (?, 0, '{}', now())""").param(UUID.fromString(draft)).update();

        assertThat(delete(path, organizer()).status()).isEqualTo(204);

        assertThat(api.get(path, "Authorization", "Bearer " + organizer()).status())
                .isEqualTo(404);
        assertThat(delete(path, organizer()).status()).isEqualTo(404);
        assertThat(api.post(path + "/publication", organizer(), "").status()).isEqualTo(404);
        assertThat(api.get("/performers/" + performer).status()).isEqualTo(200);
        for (var table : CHILDREN) {
            assertThat(jdbc.sql("select count(*) from catalog." + table + " where event_id = ?")
                            .param(UUID.fromString(draft))
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        var lines =
                jdbc.sql("""
                        select action from catalog.audit_trail
                         where event_id = ? and actor = 'olivia' and organization_id is not null
                         order by id""").param(UUID.fromString(draft)).query(String.class).list();
        assertThat(lines).containsExactly("EVENT_DRAFTED", "CODES_MADE", "EVENT_DELETED");
    }

    /// How a crowd is let in is said by an edit, and told like any other.
    @Test
    void the_audit_tells_what_the_waiting_room_was_before() {
        var draft = draft("");
        var path = "/events/" + draft;
        assertThat(api.patch(path, organizer(), "*", "{\"waitingRoom\": {\"mode\": \"ON\"}}")
                        .status())
                .isEqualTo(200);
        var told =
                jdbc.sql("""
                        select details #>> '{waitingRoom,before,mode}' || ' ' || (details #>> '{waitingRoom,after,mode}')
                          from catalog.audit_trail where event_id = ? and action = 'EVENT_EDITED'""").param(UUID.fromString(draft)).query(String.class).list();
        assertThat(told).containsExactly("OFF ON");
    }

    @Test
    void what_somebody_may_have_seen_stays() {
        var published = "/events/" + api.onSale(10, 0);
        assertThat(delete(published, organizer()).problem()).isEqualTo("/problems/not-a-draft");
        assertThat(api.get(published).status()).isEqualTo(200);
        api.post(published + "/cancellation", organizer(), "");
        assertThat(delete(published, organizer()).problem()).isEqualTo("/problems/not-a-draft");
        var source = UUID.randomUUID().toString();
        var imported = api.post("/events/import?format=ticketmaster-discovery", organizer(), """
                [{"id": "%s", "name": "Low Tide on tour", "url": "https://example.org/tide",
                  "dates": {"start": {"dateTime": "2037-08-20T18:00:00Z"}, "timezone": "Europe/Berlin", "status": {"code": "onsale"}},
                  "place": {"name": "Waldwiese", "city": {"name": "Bernau"}, "country": {"countryCode": "DE"}}}]""".formatted(source));
        var listing = imported.json().at("/events/0/id").stringValue();
        assertThat(delete("/events/" + listing, organizer()).problem()).isEqualTo("/problems/not-a-draft");
    }

    /// However it is asked: the rows that a published event leaves cannot be deleted by the service.
    @Test
    void the_database_keeps_a_published_event() {
        var published = UUID.fromString(api.onSale(10, 0));
        for (var table : List.of("event_performer", "price_tier")) {
            jdbc.sql("delete from catalog." + table + " where event_id = ?")
                    .param(UUID.randomUUID())
                    .update();
        }
        assertThatThrownBy(() -> jdbc.sql("delete from catalog.event where id = ?")
                        .param(published)
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from catalog.event_pricing where event_id = ?")
                        .param(published)
                        .update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void a_draft_is_deleted_by_managers_of_its_organization() {
        var path = "/events/" + draft("");
        var organization = api.organizationOf(path.substring("/events/".length()));
        var subject = "member-" + UUID.randomUUID();
        var member = token(subject, "organizer");
        assertThat(delete(path, member).status())
                .as("a draft of others is not there")
                .isEqualTo(404);
        api.member(organization, subject, OrganizationRole.FINANCE);
        assertThat(delete(path, member).status()).isEqualTo(403);
        api.member(organization, subject, OrganizationRole.MANAGER);
        assertThat(delete(path, member, "If-Match", "\"v99\"").status()).isEqualTo(412);
        var etag = api.get(path, "Authorization", "Bearer " + member).etag();
        assertThat(delete(path, member, "If-Match", etag).status()).isEqualTo(204);
    }

    /// The event's row is locked by both: either it is gone when it is to be published, or it is published
    /// when it is to be deleted.
    @Test
    void of_publication_and_deletion_at_once_one_happens() throws Exception {
        for (var round = 0; round < 8; round++) {
            var path = "/events/" + draft("");
            var start = new CyclicBarrier(2);
            try (var pool = Executors.newFixedThreadPool(2)) {
                var published = pool.submit(() -> {
                    start.await();
                    return api.post(path + "/publication", organizer(), "").status();
                });
                var deleted = pool.submit(() -> {
                    start.await();
                    return delete(path, organizer()).status();
                });
                assertThat(List.of(published.get(), deleted.get())).isIn(List.of(200, 409), List.of(404, 204));
            }
        }
    }

    /// Whoever makes codes for a draft that is just being deleted finds that it is gone, or has made them
    /// before, and they go with it.
    @Test
    void codes_made_while_a_draft_is_deleted_go_with_it() throws Exception {
        for (var round = 0; round < 8; round++) {
            var draft = draft("");
            var path = "/events/" + draft;
            var start = new CyclicBarrier(2);
            try (var pool = Executors.newFixedThreadPool(2)) {
                var made = pool.submit(() -> {
                    start.await();
                    return api.post(
                                    path + "/codes",
                                    organizer(),
                                    "{\"kind\": \"DISCOUNT\", \"count\": 50, \"percent\": 10}")
                            .status();
                });
                var deleted = pool.submit(() -> {
                    start.await();
                    return delete(path, organizer()).status();
                });
                assertThat(deleted.get()).isEqualTo(204);
                assertThat(made.get()).isIn(201, 404);
            }
        }
    }

    private String draft(String more) {
        var venue = api.venue(plan(seated("Stalls", 1, 10)));
        var prices = tiers(tier("Gold", 4500, "Stalls"));
        return api.draft(event(venue, more.isEmpty() ? prices : prices + ", " + more));
    }

    private EventApiClient.Answer delete(String path, String token, String... headers) {
        var request = api.request(path, headers).header("Authorization", "Bearer " + token);
        return api.send(request.DELETE());
    }
}
