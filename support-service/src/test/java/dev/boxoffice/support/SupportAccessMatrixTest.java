package dev.boxoffice.support;

import static dev.boxoffice.support.SupportDeskClient.buyer;
import static dev.boxoffice.support.SupportDeskClient.manager;
import static dev.boxoffice.support.SupportDeskClient.report;

import dev.boxoffice.testkit.contract.probe.AccessMatrix;
import dev.boxoffice.testkit.contract.probe.ProbedService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each operation is open to those the contract names, and to nobody else.
class SupportAccessMatrixTest extends SupportServiceTest {

    @TestFactory
    Stream<DynamicTest> whoever_may_may_and_nobody_else() {
        return AccessMatrix.tests("support", "alice", operation -> {
            var reported = desk.post("/support/cases", buyer("alice"), report());
            var service = ProbedService.of(desk.address(), "support", "")
                    .variable("subject", "alice")
                    .variable("queue", "payments")
                    .member("bookingId", BOOKINGS.knows("CONFIRMED", UUID.randomUUID()))
                    .member("caseIds", reported.id());
            if (operation.equals("updateAgent")) {
                return service.variable("id", "dana");
            }
            if (operation.equals("mergeCase")) {
                return service.variable("id", reported.id())
                        .member(
                                "into",
                                desk.post("/support/cases", buyer("alice"), report("subject", "Another matter"))
                                        .id());
            }
            if (operation.equals("getCaseAttachment")) {
                return service.variable("id", reported.id()).variable("attachmentId", attachment(reported.id()));
            }
            return service.variable(
                    "id",
                    operation.contains("Incident") && !operation.equals("leaveIncident")
                            ? incident(operation, reported.id())
                            : reported.id());
        });
    }

    private UUID attachment(UUID caseId) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into support.attachment (id, case_id, name, media_type, size, content, created_at)
                        values (?, ?, 'note.txt', 'text/plain', 2, 'hi'::bytea, now())
                        """).params(id, caseId).update();
        return id;
    }

    private UUID incident(String operation, UUID caseId) {
        return desk.post(
                        "/support/incidents",
                        manager(),
                        Map.of("title", "About " + operation, "severity", 2, "caseIds", List.of(caseId)))
                .id();
    }
}
