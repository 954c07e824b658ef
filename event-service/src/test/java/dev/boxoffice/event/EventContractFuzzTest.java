package dev.boxoffice.event;

import dev.boxoffice.testkit.contract.probe.ContractFuzzer;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/// I1, I2, I5: whatever is sent to an operation, nothing fails and nothing is passed over in silence.
@EventServiceTest
class EventContractFuzzTest {

    @Autowired
    EventApiClient api;

    @TestFactory
    Stream<DynamicTest> nothing_fails_and_nothing_is_passed_over() {
        var venue = api.venue(
                EventApiClient.plan(EventApiClient.seated("Stalls", 2, 10), EventApiClient.standing("Floor", 50)));
        var performer = api.post("/performers", EventApiClient.organizer(), "{\"name\":\"Beyoncé\"}")
                .id();
        var draft = api.draft(
                EventApiClient.event(venue, EventApiClient.tiers(EventApiClient.tier("Gold", 4500, "Stalls"))));
        return ContractFuzzer.tests(
                ProbedService.of(api.uri(""), "event", EventApiClient.token("olivia", "organizer", "operator"))
                        .variable("venueId", venue)
                        .variable("replaceSeatingPlan.venueId", api.venue(""))
                        .variable("importSeatingPlan.venueId", api.venue(""))
                        .variable("performerId", performer)
                        .variable("eventId", draft)
                        .variable("deleteEvent.eventId", api.draft(EventApiClient.event(venue, "")))
                        .variable("organizationId", api.organizationOf(draft))
                        .variable("subject", "pat")
                        .member("venueId", venue)
                        .member("performerIds", performer)
                        .header("If-Match", "*"));
    }
}
