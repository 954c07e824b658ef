package dev.boxoffice.support.cases.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CaseWorkTest extends SupportServiceTest {

    @Test
    void a_report_is_taken_in_routed_and_acknowledged_in_one_answer() {
        PlatformTables.evidence("alice", "DOUBLE_CHARGE", clock.instant()); // her words alone would make it a 2
        var answer =
                desk.open("alice", "subject", "Charged twice", "body", "My card was charged me twice for two seats");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.response().headers().firstValue("Location")).contains("/support/cases/" + answer.id());
        assertThat(answer.text("status")).isEqualTo("ROUTED");
        assertThat(answer.body().path("severity").asInt()).isEqualTo(1);
        assertThat(answer.text("queue")).isEqualTo("payments-critical");
        assertThat(answer.text("acknowledgement"))
                .matches("We have your report and aim to resolve it by [A-Z][a-z]+ \\d{1,2}, \\d{4}(?:,| at) "
                        + "\\d{1,2}:\\d\\d\\h[AP]M \\(.+\\)\\.");
        assertThat(desk.get("/support/cases/" + answer.id(), SupportDeskClient.buyer("alice"))
                        .text("acknowledgement"))
                .isEqualTo(answer.text("acknowledgement"));
        assertThat(Instant.parse(answer.text("dueAt")))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(answer.text("lastUpdated")).isNotBlank();
        assertThat(answer.body().path("refreshAfterSeconds").asInt()).isEqualTo(30);
        assertThat(eventsOf(answer.id()))
                .containsExactly("OPENED", "CATEGORISED", "ROUTED", "CLOCK_STARTED", "CLOCK_STARTED");
    }

    @Test
    void a_case_goes_from_intake_to_closed() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        desk.available("erin", "PAYMENTS");

        var owned = desk.next("payments-critical", "erin");
        assertThat(owned.status()).isEqualTo(200);
        assertThat(owned.id()).isEqualTo(id);
        assertThat(owned.text("owner")).isEqualTo("erin");
        assertThat(owned.text("status")).isEqualTo("IN_PROGRESS");

        assertThat(desk.act(id, "replies", SupportDeskClient.agent("erin"), "body", "Which card was it?")
                        .status())
                .isEqualTo(200);
        assertThat(desk.act(id, "wait", SupportDeskClient.agent("erin"), "question", "Which one?")
                        .text("status"))
                .isEqualTo("WAITING_FOR_CUSTOMER");
        assertThat(desk.act(id, "replies", SupportDeskClient.buyer("alice"), "body", "The blue one.")
                        .text("status"))
                .isEqualTo("IN_PROGRESS");
        assertThat(desk.act(
                                id,
                                "resolution",
                                SupportDeskClient.agent("erin"),
                                "resolution",
                                "Refunded the second charge.")
                        .text("status"))
                .isEqualTo("RESOLVED");

        pass(Duration.ofHours(73));
        var closed = desk.get("/support/cases/" + id, SupportDeskClient.buyer("alice"));
        assertThat(closed.text("status")).isEqualTo("CLOSED");
        assertThat(closed.body().path("messages").size()).isEqualTo(5);
        assertThat(closed.body().has("owner")).isFalse();
        assertThat(desk.act(id, "reopening", SupportDeskClient.buyer("alice")).problem())
                .isEqualTo("case-state");
    }

    @Test
    void a_resolution_that_did_not_hold_is_reopened_with_new_clocks() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        desk.act(id, "resolution", SupportDeskClient.agent("erin"), "resolution", "Refunded.");
        pass(Duration.ofHours(5));

        var reopened = desk.act(id, "reopening", SupportDeskClient.buyer("alice"), "reason", "Nothing came back");

        assertThat(reopened.status()).isEqualTo(200);
        assertThat(reopened.text("status")).isEqualTo("ROUTED");
        assertThat(reopened.text("queue")).isEqualTo("payments-critical");
        assertThat(Instant.parse(reopened.text("dueAt")))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(column(id, "reopenings", Integer.class)).isOne();
    }

    @Test
    void whoever_claims_second_is_told_who_was_first() {
        var id = desk.open("alice").id();

        assertThat(desk.act(id, "claim", SupportDeskClient.agent("erin")).status())
                .isEqualTo(200);
        assertThat(desk.act(id, "claim", SupportDeskClient.agent("erin")).status())
                .isEqualTo(200);
        var late = desk.act(id, "claim", SupportDeskClient.agent("sam"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("already-owned");
        assertThat(late.text("owner")).isEqualTo("erin");
        assertThat(desk.act(id, "resolution", SupportDeskClient.agent("sam"), "resolution", "x")
                        .problem())
                .isEqualTo("already-owned");
    }

    @Test
    void an_agent_at_capacity_gets_nothing_more() {
        desk.vouchFor("erin", "PAYMENTS");
        desk.put("/support/agents/me", SupportDeskClient.agent("erin"), Map.of("capacity", 1));
        desk.openWithEvidence("alice", "DOUBLE_CHARGE");
        var second = desk.openWithEvidence("bob", "DOUBLE_CHARGE").id();

        assertThat(desk.next("payments-critical", "erin").status()).isEqualTo(200);
        var nothing = desk.next("payments-critical", "erin");
        assertThat(nothing.status()).isEqualTo(204);
        assertThat(nothing.response().headers().firstValue("X-Next-Reason")).contains("capacity-reached");
        assertThat(desk.act(second, "claim", SupportDeskClient.agent("erin")).problem())
                .isEqualTo("capacity-reached");
    }

    @Test
    void an_agent_who_is_away_gets_nothing() {
        var id = desk.open("alice").id();
        var away = desk.put("/support/agents/me", SupportDeskClient.agent("erin"), Map.of("presence", "AWAY"));
        assertThat(away.text("presence")).isEqualTo("AWAY");

        var nothing = desk.next("triage", "erin");
        assertThat(nothing.status()).isEqualTo(204);
        assertThat(nothing.response().headers().firstValue("X-Next-Reason")).contains("not-available");
        assertThat(column(id, "status", String.class)).isEqualTo("ROUTED");
    }

    @Test
    void nobody_reads_somebody_elses_case() {
        var id = desk.open("alice").id();

        assertThat(desk.get("/support/cases/" + id, SupportDeskClient.buyer("mallory"))
                        .status())
                .isEqualTo(404);
        assertThat(desk.get("/support/cases/" + id + "/history", SupportDeskClient.buyer("mallory"))
                        .status())
                .isEqualTo(404);
        assertThat(desk.get("/support/cases/" + id + "/stream", SupportDeskClient.buyer("mallory"))
                        .status())
                .isEqualTo(404);
        assertThat(desk.act(id, "replies", SupportDeskClient.buyer("mallory"), "body", "hi")
                        .status())
                .isEqualTo(404);
        assertThat(desk.act(id, "claim", SupportDeskClient.buyer("mallory")).status())
                .isEqualTo(403);
        assertThat(desk.next("triage", "nobody-there").status()).isEqualTo(200);
        assertThat(desk.post("/support/queues/no-such/next", SupportDeskClient.agent("erin"), Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(desk.get("/support/cases/" + UUID.randomUUID(), SupportDeskClient.agent("erin"))
                        .status())
                .isEqualTo(404);
        assertThat(desk.get("/support/cases/42", SupportDeskClient.agent("erin"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_repeated_request_with_the_same_key_opens_one_case() {
        var request = desk.request("/support/cases", SupportDeskClient.buyer("alice"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(SupportDeskClient.report())));

        var first = desk.send(request);
        var second = desk.send(request);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(jdbc.sql("select count(*) from support.support_case")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void a_report_that_cannot_be_read_is_refused_field_by_field() {
        var refused = desk.open("alice", "subject", " ", "channel", "FAX", "errorCode", "a b", "reportedSeverity", 7);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("subject", "channel", "errorCode", "reportedSeverity");
    }

    /// I1: one field has one name and one way to write it; anything else in the body is named and refused.
    @Test
    void what_a_report_does_not_know_is_refused_and_named() {
        assertThat(fieldsOf(desk.open("alice", "attachments", java.util.List.of("cat.png"), "message", "Hello")))
                .containsExactlyInAnyOrder("attachments", "message");
        assertThat(fieldsOf(desk.open("alice", "reportedSeverity", "HIGH"))).containsExactly("reportedSeverity");
        assertThat(fieldsOf(desk.open("alice", "reportedSeverity", "1"))).containsExactly("reportedSeverity");
    }

    /// I1: a reply is its `body`, under no other name.
    @Test
    void the_aliases_of_a_reply_and_a_resolution_are_gone() {
        var id = desk.open("alice").id();
        var agent = SupportDeskClient.agent("erin");
        for (var alias : java.util.List.of("message", "text")) {
            assertThat(fieldsOf(desk.post("/support/cases/" + id + "/replies", agent, java.util.Map.of(alias, "Hi"))))
                    .contains(alias);
            assertThat(fieldsOf(
                            desk.post("/support/cases/" + id + "/resolution", agent, java.util.Map.of(alias, "Done"))))
                    .containsExactly(alias);
        }
    }

    private static java.util.List<String> fieldsOf(SupportDeskClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.body().path("errors").findValuesAsString("field");
    }

    @Test
    void the_same_report_again_is_recognised_as_a_repeat() {
        var first = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        var again = desk.open("alice", "errorCode", "DOUBLE_CHARGE");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("repeatOf")).isEqualTo(first.toString());
        assertThat(events(first, "REPEATED")).isOne();
    }
}
