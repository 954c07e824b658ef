package dev.boxoffice.event;

import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.testkit.contract.probe.AccessMatrix;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/// Each operation is open to those the contract names, and to nobody else.
@EventServiceTest
class EventAccessMatrixTest {

    @Autowired
    EventApiClient api;

    @TestFactory
    Stream<DynamicTest> whoever_may_may_and_nobody_else() {
        return AccessMatrix.tests("event", "olivia", operation -> {
            var venue = api.venue(
                    EventApiClient.plan(EventApiClient.seated("Stalls", 2, 10), EventApiClient.standing("Floor", 50)));
            var performer = api.post("/performers", EventApiClient.organizer(), "{\"name\":\"Beyoncé\"}")
                    .id();
            var draft = api.draft(
                    EventApiClient.event(venue, EventApiClient.tiers(EventApiClient.tier("Gold", 4500, "Stalls"))));
            if (operation.equals("deleteCode")) {
                api.post("/events/" + draft + "/codes", EventApiClient.organizer(), """
                        {"kind": "DISCOUNT", "code": "EARLY2027", "percent": 10}""");
            }
            var organization = api.organizationOf(draft);
            for (var role : OrganizationRole.values()) {
                api.member(organization, AccessMatrix.memberOf(role), role);
            }
            api.member(organization, "pat", OrganizationRole.DOOR);
            var guests = api.organization("Guests");
            if (operation.equals("dismissOrganizer")) {
                api.put("/venues/" + venue + "/organizers/" + guests, EventApiClient.organizer(), "");
            }
            return ProbedService.of(api.uri(""), "event", "")
                    .variable("venueId", venue)
                    .variable("performerId", performer)
                    .variable("eventId", draft)
                    .variable("organizationId", organization)
                    .variable("admitOrganizer.organizationId", guests)
                    .variable("dismissOrganizer.organizationId", guests)
                    .variable("subject", "pat")
                    .member("venueId", venue)
                    .member("performerIds", performer)
                    .header("If-Match", "*");
        });
    }
}
