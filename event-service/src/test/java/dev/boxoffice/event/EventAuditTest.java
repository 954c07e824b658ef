package dev.boxoffice.event;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.testkit.contract.ApiOperation;
import dev.boxoffice.testkit.contract.AuditedOperations;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// B13: each operation that `contracts/audit.yaml` says is told leaves its line, in its own request.
@EventServiceTest
class EventAuditTest {

    private static final Set<String> OF_DRAFTS = Set.of("deleteEvent", "publishEvent");

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    @TestFactory
    Stream<DynamicTest> what_is_told_is_told() {
        var audited = AuditedOperations.read();
        return audited.toldOf("event").stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    var answer = call(operation);
                    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
                    assertThat(actions(answer.header("X-Request-Id").orElseThrow()))
                            .isNotEmpty()
                            .containsAnyElementsOf(audited.actions(operation));
                }));
    }

    private Set<String> actions(String request) {
        return Set.copyOf(jdbc.sql("select action from catalog.audit_trail where request_id = ? and actor = 'olivia'")
                .param(request)
                .query(String.class)
                .list());
    }

    private EventApiClient.Answer call(ApiOperation operation) {
        var world = world(operation.id());
        var path = operation.path() + query(operation.id());
        for (var variable : world.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return api.send(api.request(path, "Authorization", "Bearer " + organizer(), "If-Match", "*")
                .header(
                        "Content-Type",
                        operation.method().equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .header("X-Request-Id", "audit-" + UUID.randomUUID())
                .method(operation.method(), BodyPublishers.ofString(body(operation.id(), world))));
    }

    /// Made anew for each, so that none stands in another's way.
    private Map<String, String> world(String operation) {
        var world = new HashMap<String, String>();
        var organization = api.organization("Guests " + UUID.randomUUID());
        world.put("organizationId", organization);
        world.put("subject", "mara");
        world.put("code", "TIDE2037");
        if (operation.equals("removeMember")) {
            api.member(organization, "mara", OrganizationRole.DOOR);
        }
        if (operation.contains("Performer")) {
            world.put(
                    "performerId",
                    api.post("/performers", organizer(), "{\"name\": \"The Tidal Four\"}")
                            .id());
        }
        var venue = api.venue(plan(seated("Stalls", 1, 10)));
        world.put("venueId", venue);
        if (operation.equals("dismissOrganizer")) {
            api.put("/venues/" + venue + "/organizers/" + organization, organizer(), "");
        }
        var draft = OF_DRAFTS.contains(operation);
        world.put("eventId", draft ? api.draft(event(venue, tiers(tier("Gold", 4500, "Stalls")))) : api.onSale(10, 0));
        if (operation.equals("deleteCode")) {
            api.post("/events/" + world.get("eventId") + "/codes", organizer(), body("createCodes", world));
        }
        return world;
    }

    private static String query(String operation) {
        return switch (operation) {
            case "importSeatingPlan" -> "?format=pretix";
            case "importEvents" -> "?format=ticketmaster-discovery";
            default -> "";
        };
    }

    /// An operation that is told and unknown here fails: say how it is called.
    private static String body(String operation, Map<String, String> world) {
        return switch (operation) {
            case "createVenue" -> """
                    {"name": "Théâtre du Sud", "timezone": "Europe/Paris", "address": {"city": "Lille", "countryCode": "FR"}}""";
            case "updateVenue", "updatePerformer", "createPerformer", "createOrganization", "updateEvent" ->
                "{\"name\": \"Another " + UUID.randomUUID() + "\"}";
            case "replaceSeatingPlan" -> plan(seated("Balcony", 2, 3));
            case "importSeatingPlan" -> """
                    {"name": "Hall", "size": {"width": 400, "height": 300}, "categories": [{"name": "Stalls"}],
                     "zones": [{"name": "Main", "position": {"x": 0, "y": 0}, "rows": [{"row_number": "1", "seats": [
                        {"seat_guid": "m1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Stalls"}]}]}]}""";
            case "createEvent" ->
                event(Objects.requireNonNull(world.get("venueId")), tiers(tier("Gold", 4500, "Stalls")));
            case "importEvents" -> """
                    [{"id": "audit-%s", "name": "An Evening", "url": "https://example.org/e",
                      "dates": {"start": {"localDate": "2037-05-01", "localTime": "19:00:00", "dateTime": "2037-05-01T17:00:00Z"},
                                "timezone": "Europe/Paris", "status": {"code": "onsale"}},
                      "_embedded": {"venues": [{"id": "v-%1$s", "name": "Hall", "timezone": "Europe/Paris",
                        "city": {"name": "Lille"}, "country": {"countryCode": "FR"}}]}}]""".formatted(UUID.randomUUID());
            case "putMember" -> "{\"role\": \"DOOR\"}";
            case "replacePrices" -> "{" + tiers(tier("Gold", 4900, "Stalls")) + "}";
            case "createCodes" -> "{\"kind\": \"DISCOUNT\", \"code\": \"TIDE2037\", \"percent\": 10}";
            case "rescheduleEvent" -> "{\"startsAt\": \"2038-05-01T19:00:00Z\"}";
            case "admitOrganizer",
                    "dismissOrganizer",
                    "removeMember",
                    "deleteEvent",
                    "copyEvent",
                    "deleteCode",
                    "publishEvent",
                    "cancelEvent" -> "";
            default -> throw new AssertionError("how is " + operation + " called?");
        };
    }
}
