package dev.boxoffice.event.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.platform.organization.OrganizationRole;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Rights come from roles in organizations.
@EventServiceTest
class OrganizationTest {

    @Autowired
    EventApiClient api;

    private final String founder = "founder-" + UUID.randomUUID();
    private final String token = EventApiClient.token(founder, "organizer");

    @Test
    void whoever_opens_an_organization_owns_it_and_what_they_make_belongs_to_it() {
        var organization = open("Lille Concerts");
        var seen = api.get("/organizations/" + organization, "Authorization", "Bearer " + token);
        assertThat(seen.json().get("role").stringValue()).isEqualTo("OWNER");
        var venue = venue(token);
        var event = api.post("/events", token, EventApiClient.event(venue, ""));
        assertThat(event.json().get("organizationId").stringValue()).isEqualTo(organization);
        assertThat(api.get("/venues/" + venue).json().get("organizationId").stringValue())
                .isEqualTo(organization);
    }

    @Test
    void whoever_has_none_gets_one_with_the_first_event_and_only_one() throws Exception {
        var venues = inParallel(4, () -> venue(token));
        var organizations = venues.stream()
                .map(venue ->
                        api.get("/venues/" + venue).json().get("organizationId").stringValue())
                .distinct();
        assertThat(organizations).hasSize(1);
        var list = api.get("/organizations", "Authorization", "Bearer " + token);
        assertThat(list.json().get("organizations").size()).isEqualTo(1);
    }

    @Test
    void an_event_of_a_named_organization_is_for_its_managers_only() {
        var organization = open("Lille Concerts");
        var venue = venue(token);
        var body = EventApiClient.event(venue, "\"organizationId\": \"" + organization + "\"");
        var manager = member(organization, OrganizationRole.MANAGER);
        var finance = member(organization, OrganizationRole.FINANCE);
        assertThat(api.post("/events", finance, body).status()).isEqualTo(403);
        assertThat(api.post("/events", EventApiClient.token("stranger", "organizer"), body)
                        .status())
                .isEqualTo(403);
        var event = api.post("/events", manager, body);
        assertThat(event.status()).isEqualTo(201);
        assertThat(event.json().get("organizationId").stringValue()).isEqualTo(organization);
        var nowhere = EventApiClient.event(venue, "\"organizationId\": \"" + UUID.randomUUID() + "\"");
        assertThat(api.post("/events", token, nowhere).fields()).containsExactly("organizationId");
        assertThat(api.patch("/events/" + event.id(), token, "*", "{\"organizationId\":\"x\"}")
                        .fields())
                .containsExactly("organizationId");
    }

    @Test
    void a_member_sees_drafts_and_loses_everything_with_their_role() {
        var organization = open("Lille Concerts");
        var event = api.post("/events", token, EventApiClient.event(venue(token), ""))
                .id();
        var manager = "manager-" + UUID.randomUUID();
        var managers = EventApiClient.token(manager, "organizer");
        assertThat(api.patch("/events/" + event, managers, "*", "{\"name\":\"Mine\"}")
                        .status())
                .isEqualTo(404);
        put(organization, manager, OrganizationRole.MANAGER);
        assertThat(api.patch("/events/" + event, managers, "*", "{\"name\":\"Ours\"}")
                        .status())
                .isEqualTo(200);
        put(organization, manager, OrganizationRole.DOOR);
        assertThat(api.get("/events/" + event, "Authorization", "Bearer " + managers)
                        .status())
                .isEqualTo(200);
        assertThat(api.patch("/events/" + event, managers, "*", "{\"name\":\"Door\"}")
                        .status())
                .isEqualTo(403);
        put(organization, manager, OrganizationRole.MANAGER);
        assertThat(delete(organization, manager, token).status()).isEqualTo(204);
        assertThat(api.patch("/events/" + event, managers, "*", "{\"name\":\"Mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/events", "Authorization", "Bearer " + managers)
                        .json()
                        .get("events")
                        .size())
                .isZero();
    }

    @Test
    void only_owners_give_roles_and_everybody_may_leave() {
        var organization = open("Lille Concerts");
        var manager = "manager-" + UUID.randomUUID();
        put(organization, manager, OrganizationRole.MANAGER);
        var managers = EventApiClient.token(manager, "organizer");
        assertThat(api.put(member(organization, "friend"), managers, "{\"role\":\"DOOR\"}")
                        .status())
                .isEqualTo(403);
        assertThat(delete(organization, founder, managers).status()).isEqualTo(403);
        assertThat(delete(organization, manager, managers).status()).isEqualTo(204);
        assertThat(delete(organization, manager, token).status()).isEqualTo(404);
    }

    @Test
    void the_last_owner_neither_goes_nor_steps_down() {
        var organization = open("Lille Concerts");
        assertThat(delete(organization, founder, token).problem()).isEqualTo("/problems/last-owner");
        assertThat(api.put(member(organization, founder), token, "{\"role\":\"MANAGER\"}")
                        .problem())
                .isEqualTo("/problems/last-owner");
        put(organization, "second", OrganizationRole.OWNER);
        assertThat(delete(organization, founder, token).status()).isEqualTo(204);
        var venue = venue(token); // of a new organization of their own
        assertThat(api.get("/venues/" + venue).json().get("organizationId").stringValue())
                .isNotEqualTo(organization);
    }

    @Test
    void of_two_owners_who_remove_each_other_at_once_one_stays() throws Exception {
        for (var round = 0; round < 10; round++) {
            var organization = open("Round " + round);
            put(organization, "rival", OrganizationRole.OWNER);
            var rival = EventApiClient.token("rival", "organizer");
            var start = new CyclicBarrier(2);
            try (var pool = Executors.newFixedThreadPool(2)) {
                var first = pool.submit(() -> {
                    start.await();
                    return delete(organization, "rival", token).status();
                });
                var second = pool.submit(() -> {
                    start.await();
                    return delete(organization, founder, rival).status();
                });
                assertThat(new int[] {first.get(), second.get()}).containsOnlyOnce(204);
            }
        }
    }

    @Test
    void others_sell_at_a_venue_when_its_organization_lets_them() {
        var venue = venue(token);
        var guest = EventApiClient.token("guest-" + UUID.randomUUID(), "organizer");
        var guests = api.post("/organizations", guest, "{\"name\":\"Guests\"}").id();
        var body = EventApiClient.event(venue, "");
        assertThat(api.post("/events", guest, body).status()).isEqualTo(403);
        var seller = "/venues/" + venue + "/organizers/" + guests;
        assertThat(api.put(seller, guest, "").status()).isEqualTo(403);
        assertThat(api.put(seller, token, "").status()).isEqualTo(204);
        assertThat(api.post("/events", guest, body).status()).isEqualTo(201);
        assertThat(api.send(api.request(seller, "Authorization", "Bearer " + token)
                                .DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(api.post("/events", guest, body).status()).isEqualTo(403);
    }

    private String open(String name) {
        return api.post("/organizations", token, "{\"name\":\"" + name + "\"}").id();
    }

    private String venue(String of) {
        return api.post("/venues", of, """
                {"name": "Le Grand Mix", "timezone": "Europe/Paris", "address": {"city": "Tourcoing", "countryCode": "FR"}}""").id();
    }

    private static String member(String organization, String subject) {
        return "/organizations/" + organization + "/members/" + subject;
    }

    private void put(String organization, String subject, OrganizationRole role) {
        assertThat(api.put(member(organization, subject), token, "{\"role\":\"" + role + "\"}")
                        .status())
                .isEqualTo(200);
    }

    /// @return a token of somebody new with that role
    private String member(String organization, OrganizationRole role) {
        var subject = role + "-" + UUID.randomUUID();
        put(organization, subject, role);
        return EventApiClient.token(subject, "organizer");
    }

    private EventApiClient.Answer delete(String organization, String subject, String by) {
        return api.send(api.request(member(organization, subject), "Authorization", "Bearer " + by)
                .DELETE());
    }

    private static <T> java.util.List<T> inParallel(int times, Callable<T> work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (var result : pool.invokeAll(java.util.Collections.nCopies(times, work))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
