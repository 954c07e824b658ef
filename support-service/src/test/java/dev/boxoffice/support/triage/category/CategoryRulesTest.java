package dev.boxoffice.support.triage.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules the desk starts with, on sentences people write.
class CategoryRulesTest extends SupportServiceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I paid but have no ticket                              | PAYMENT_WITHOUT_TICKET | 2
            My card was charged but I never received my tickets    | PAYMENT_WITHOUT_TICKET | 2
            The money was taken and there are no tickets           | PAYMENT_WITHOUT_TICKET | 2
            Ich habe bezahlt, aber kein Ticket bekommen            | PAYMENT_WITHOUT_TICKET | 2
            J'ai payé et je n'ai pas reçu mon billet               | PAYMENT_WITHOUT_TICKET | 2
            You charged my card twice!                             | DOUBLE_CHARGE          | 2
            Mein Konto wurde doppelt belastet                      | DOUBLE_CHARGE          | 2
            Me han cobrado dos veces                               | DOUBLE_CHARGE          | 2
            We were refused at the gate                            | ENTRY_REFUSED          | 2
            Mir wurde der Einlass verweigert                       | ENTRY_REFUSED          | 2
            My refund is three weeks late                          | REFUND_LATE            | 2
            Where is my refund?                                    | REFUND_LATE            | 2
            Mon remboursement n'est toujours pas reçu              | REFUND_LATE            | 2
            The concert was cancelled, what now?                   | EVENT_CANCELLED        | 2
            My card gets declined at checkout                      | PAYMENT_FAILED         | 2
            My name is misspelt on the ticket                      | NAME_CORRECTION        | 3
            Mein Name ist falsch geschrieben                       | NAME_CORRECTION        | 3
            I want a refund please                                 | REFUND_REQUEST         | 3
            Do you like music?                                     | OTHER                  | 3
            """)
    void a_sentence_gets_its_category_and_severity_by_either_channel(String sentence, String category, int severity) {
        for (var channel : List.of("EMAIL", "IN_APP")) {
            for (var claim : List.of(1, 3)) {
                var answer = desk.open(
                        SupportDeskClient.someone("buyer"),
                        "body",
                        sentence,
                        "channel",
                        channel,
                        "reportedSeverity",
                        claim);

                assertThat(answer.text("category")).describedAs(sentence).isEqualTo(category);
                assertThat(answer.body().path("severity").asInt())
                        .describedAs(sentence)
                        .isEqualTo(severity);
            }
        }
    }

    @Test
    void the_rules_a_case_was_judged_by_are_recorded() {
        var before = desk.open("alice", "body", "The trombone is missing").id();
        var rules = new java.util.ArrayList<Map<String, Object>>();
        rules.add(Map.of(
                "category", "TROMBONE", "module", "MUSIC", "severity", 2, "keywords", List.of("trombone missing")));
        var saved = desk.put("/support/category-rules", SupportDeskClient.manager(), Map.of("rules", rules));
        desk.put(
                "/support/routing-rules",
                SupportDeskClient.manager(),
                Map.of("rules", List.of(Map.of("when", "module=MUSIC", "queue", "brass"))));

        var after = desk.open("bob", "body", "The trombone is missing");

        assertThat(saved.status()).isEqualTo(200);
        assertThat(after.text("category")).isEqualTo("TROMBONE");
        assertThat(after.text("queue")).isEqualTo("brass");
        assertThat(column(before, "category_version", Integer.class)).isEqualTo(2);
        assertThat(column(after.id(), "category_version", Integer.class)).isEqualTo(3);
        assertThat(column(after.id(), "routing_version", Integer.class)).isEqualTo(3);
    }

    @Test
    void a_dry_run_says_where_past_cases_would_go_and_changes_nothing() {
        desk.openWithEvidence("alice", "DOUBLE_CHARGE");
        desk.open("bob", "body", "hello");
        var table = Map.of(
                "rules",
                List.of(
                        Map.of("when", "severity=1", "queue", "red-phone"),
                        Map.of("when", "always", "queue", "general")));

        var report = desk.post("/support/routing-rules/dry-run", SupportDeskClient.manager(), table);

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body().path("cases").asInt()).isEqualTo(2);
        assertThat(report.body().path("changed").asInt()).isEqualTo(2);
        assertThat(report.body().path("byQueue").path("red-phone").asInt()).isEqualTo(1);
        var sample = desk.post(
                "/support/routing-rules/dry-run",
                SupportDeskClient.manager(),
                Map.of("sample", Map.of("severity", 1, "module", "payments")));
        assertThat(sample.text("queue")).isEqualTo("payments-critical");
        var inForce = desk.post(
                "/support/routing-rules/dry-run",
                SupportDeskClient.manager(),
                Map.of("rules", List.of(), "sample", Map.of("severity", 1, "module", "payments")));
        assertThat(inForce.text("queue")).isEqualTo("payments-critical");
        assertThat(desk.get("/support/routing-rules", SupportDeskClient.manager())
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(desk.post("/support/routing-rules/dry-run", SupportDeskClient.agent("erin"), table)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_table_that_cannot_be_read_is_refused_line_by_line() {
        var refused = desk.put(
                "/support/routing-rules",
                SupportDeskClient.manager(),
                Map.of(
                        "rules",
                        List.of(Map.of("when", "mood=BAD", "queue", "x"), Map.of("when", "always", "queue", "No!"))));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsString("field"))
                .containsExactly("rules[0].when", "rules[1].queue");
    }

    @Test
    void an_edit_of_rules_somebody_else_changed_is_refused() {
        var tag = desk.get("/support/routing-rules", SupportDeskClient.manager())
                .response()
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var table = "{\"rules\":[{\"when\":\"always\",\"queue\":\"general\"}]}";
        var edit = desk.request("/support/routing-rules", SupportDeskClient.manager())
                .header("If-Match", tag)
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(table));

        assertThat(desk.send(edit).status()).isEqualTo(200);
        assertThat(desk.send(edit).status()).isEqualTo(412);
    }

    @Test
    void what_people_correct_is_proposed_as_a_rule() {
        for (var i = 0; i < 4; i++) {
            var id = desk.open(SupportDeskClient.someone("buyer"), "body", "The recompense dawdles")
                    .id();
            desk.act(id, "recategorisation", SupportDeskClient.agent("erin"), "category", "REFUND_LATE");
        }

        var proposals = desk.get("/support/category-rules/proposals", SupportDeskClient.manager());

        assertThat(proposals.body().path("labelledCases").asInt()).isEqualTo(4);
        assertThat(proposals.body().path("proposals").findValuesAsString("keyword"))
                .anyMatch(keyword -> keyword.contains("recompense"));
    }

    /// S10: category rules have a dry-run on past cases, as routes have.
    @Test
    void category_rules_are_tried_on_past_cases_and_change_nothing() {
        var id = desk.open("alice", "body", "The trombone is out of tune").id();
        var rules = List.of(
                Map.of("category", "TROMBONE", "module", "MUSIC", "severity", 2, "patterns", List.of("BRASS !~TUNED")));
        var concepts = List.of(
                Map.of("name", "BRASS", "words", List.of("trombon*")),
                Map.of("name", "TUNED", "words", List.of("in tune")));

        var tried = desk.post(
                "/support/category-rules/dry-run",
                SupportDeskClient.manager(),
                Map.of("rules", rules, "concepts", concepts, "sample", Map.of("body", "two trombones")));

        assertThat(tried.status()).as(tried.response().text()).isEqualTo(200);
        assertThat(tried.text("category")).isEqualTo("TROMBONE");
        assertThat(tried.body().path("changed").asInt()).isOne();
        assertThat(tried.body().path("changes").get(0).path("caseId").asString())
                .isEqualTo(id.toString());
        assertThat(desk.get("/support/category-rules", SupportDeskClient.manager())
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        var inForce = desk.post(
                "/support/category-rules/dry-run",
                SupportDeskClient.manager(),
                Map.of("rules", List.of(), "concepts", List.of()));
        assertThat(inForce.status()).as(inForce.response().text()).isEqualTo(200);
        assertThat(inForce.body().path("changed").asInt()).isZero();
        var unknown = desk.post("/support/category-rules/dry-run", SupportDeskClient.manager(), Map.of("rules", rules));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().path("errors").findValuesAsString("field")).contains("rules[0].patterns");
    }
}
