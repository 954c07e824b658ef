package dev.boxoffice.support.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskReportTest extends SupportServiceTest {

    private static final String ERIN = SupportDeskClient.agent("erin");

    /// S5: first response, time to the resolution that held, breaches; by agent.
    @Test
    void a_report_counts_what_was_answered_resolved_and_broken() {
        var answered = desk.open("alice").id();
        desk.open("bob");
        clock.pass(Duration.ofMinutes(5));
        desk.act(answered, "replies", ERIN, "body", "Here you are.");
        desk.act(answered, "resolution", ERIN);
        pass(Duration.ofDays(4));

        var report = desk.get(
                "/support/reports?by=agent&from=2020-01-01T00:00:00Z&to=2020-12-01", SupportDeskClient.manager());
        assertThat(report.status()).isEqualTo(200);
        report = desk.get("/support/reports?by=agent", SupportDeskClient.manager());
        var erin = report.body().path("rows").get(0);
        assertThat(erin.path("key").asString()).isEqualTo("erin");
        assertThat(erin.path("firstResponseMedianSeconds").asLong()).isEqualTo(300);
        assertThat(erin.path("mttcrSeconds").asLong()).isEqualTo(300);
        assertThat(erin.path("breaches").asLong()).isZero();
        var nobody = report.body().path("rows").get(1);
        assertThat(nobody.path("key").asString()).isEqualTo("nobody");
        assertThat(nobody.path("breachedCases").asLong()).isEqualTo(1);
        assertThat(report.body().path("total").path("cases").asLong()).isEqualTo(2);
    }

    /// S5: the same for a spreadsheet, in which no name becomes a formula.
    @Test
    void a_report_is_also_a_spreadsheet() {
        var id = desk.open("alice").id();
        desk.act(id, "claim", SupportDeskClient.agent("=cmd()"));
        clock.pass(Duration.ofSeconds(1));
        var csv = desk.text(desk.request("/support/reports?by=agent", SupportDeskClient.manager())
                .setHeader("Accept", "text/csv")
                .GET());
        assertThat(csv).startsWith("agent,cases,").contains("\"'=cmd()\",1,");
        assertThat(desk.get("/support/reports", ERIN).status()).isEqualTo(403);
        assertThat(desk.get("/support/reports?by=mood", SupportDeskClient.manager())
                        .status())
                .isEqualTo(422);
        assertThat(desk.get("/support/reports?by=AGENT", SupportDeskClient.manager())
                        .status())
                .isEqualTo(422);
        assertThat(desk.get("/support/reports?from=2020-01-01&to=2024-01-01", SupportDeskClient.manager())
                        .status())
                .isEqualTo(422);
    }

    /// Years that Postgres does not have, or that nobody writes with four digits.
    @ParameterizedTest
    @CsvSource({
        "-9999-01-01T00:00:00Z, -9999-02-01T00:00:00Z",
        "-9999-01-01, -9999-02-01",
        "0000-01-01, 0000-02-01",
        "%2B300000-01-01T00:00:00Z, %2B300000-02-01T00:00:00Z",
        "%2B999999999-12-31, %2B999999999-12-31",
    })
    void a_report_is_of_years_that_can_be_written(String from, String to) {
        for (var span : List.of("from=" + from + "&to=" + to, "to=" + to)) {
            var refused = desk.get("/support/reports?" + span, SupportDeskClient.manager());
            assertThat(refused.status()).as(span).isEqualTo(422);
            assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("to");
        }
    }
}
