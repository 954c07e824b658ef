package dev.boxoffice.support;

import static dev.boxoffice.support.SupportDeskClient.buyer;
import static dev.boxoffice.support.SupportDeskClient.manager;
import static dev.boxoffice.support.SupportDeskClient.report;

import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.probe.ContractFuzzer;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// I1, I2, I5: whatever is sent to an operation, nothing fails and nothing is passed over in silence.
class SupportContractFuzzTest extends SupportServiceTest {

    @TestFactory
    Stream<DynamicTest> nothing_fails_and_nothing_is_passed_over() {
        var reported = desk.post("/support/cases", buyer("alice"), report());
        var incident = desk.post(
                "/support/incidents",
                manager(),
                Map.of("title", "Cards fail", "severity", 2, "caseIds", List.of(reported.id())));
        var everything = TokenIssuer.shared().token("manager", "buyer", "agent", "support-manager");
        var tests = ProbedService.of(desk.address(), "support", everything)
                .variable("subject", "alice")
                .variable("queue", "payments");
        for (var operation : List.of(
                "getIncident",
                "getIncidentHistory",
                "acknowledgeIncident",
                "addIncidentMembers",
                "postIncidentUpdate",
                "resolveIncident")) {
            tests = tests.variable(operation + ".id", incident.id());
        }
        return ContractFuzzer.tests(tests.member("bookingId", BOOKINGS.knows("CONFIRMED", UUID.randomUUID()))
                .member("caseIds", reported.id())
                .variable("updateAgent.id", "dana")
                .variable("id", reported.id()));
    }
}
