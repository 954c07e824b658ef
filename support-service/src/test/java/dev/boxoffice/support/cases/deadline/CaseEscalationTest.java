package dev.boxoffice.support.cases.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseEscalationTest extends SupportServiceTest {

    private UUID critical() {
        return desk.openWithEvidence(SupportDeskClient.someone("buyer"), "DOUBLE_CHARGE")
                .id();
    }

    @Test
    void fifteen_minutes_without_action_escalate_once() {
        var id = critical();
        pass(Duration.ofMinutes(14).plusSeconds(59));
        assertThat(events(id, "ESCALATED")).isZero();

        pass(Duration.ofSeconds(1));
        pass(Duration.ofMinutes(15));
        pass(Duration.ofMinutes(15));

        assertThat(events(id, "ESCALATED")).isOne();
        assertThat(jdbc.sql("select count(*) from support.mail where subject like 'Severity 1 without action%'")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void it_escalates_once_also_when_nobody_ran_at_that_minute() throws InterruptedException {
        var id = critical();
        clock.pass(Duration.ofHours(3)); // every process is down

        var replicas = java.util.stream.IntStream.range(0, 3)
                .mapToObj(_ -> Thread.ofVirtual().start(timers::handleDue))
                .toList();
        for (var replica : replicas) {
            replica.join();
        }

        assertThat(events(id, "ESCALATED")).isOne();
    }

    @Test
    void an_agents_action_starts_the_quarter_of_an_hour_anew() {
        var id = critical();
        clock.pass(Duration.ofMinutes(10));
        desk.act(id, "claim", SupportDeskClient.agent("erin"));
        pass(Duration.ofMinutes(10));
        assertThat(events(id, "ESCALATED")).isZero();

        pass(Duration.ofMinutes(5));
        assertThat(events(id, "ESCALATED")).isOne();
    }

    @Test
    void while_waiting_for_the_customer_nothing_escalates_and_the_clocks_stand_still() {
        var id = critical();
        var due = Instant.parse(desk.get("/support/cases/" + id, SupportDeskClient.agent("erin"))
                .text("dueAt"));
        desk.act(id, "wait", SupportDeskClient.agent("erin"), "question", "Which card?");
        pass(Duration.ofHours(5));

        assertThat(events(id, "ESCALATED")).isZero();
        assertThat(events(id, "BREACHED")).isZero();
        var resumed = desk.act(id, "resumption", SupportDeskClient.agent("erin"));
        assertThat(Instant.parse(resumed.text("dueAt"))).isEqualTo(due.plus(Duration.ofHours(5)));

        pass(Duration.ofMinutes(15));
        assertThat(events(id, "ESCALATED")).isOne();
    }

    @Test
    void doors_coming_near_raise_an_open_case() {
        var event = PlatformTables.eventStartingAt(clock.instant().plus(Duration.ofHours(10)));
        var id = desk.open("alice", "eventId", event.toString(), "errorCode", "NAME_CORRECTION")
                .id();
        assertThat(column(id, "severity", Integer.class)).isEqualTo(3);

        pass(Duration.ofHours(6));

        assertThat(column(id, "severity", Integer.class)).isEqualTo(2);
        assertThat(events(id, "SEVERITY_CHANGED")).isOne();
    }

    @Test
    void the_database_refuses_to_change_history() {
        var id = critical();
        for (var role : java.util.List.of("support_service", "support_migrator")) {
            var database = org.springframework.jdbc.core.simple.JdbcClient.create(
                    dev.boxoffice.testkit.TestPostgres.shared().as(role));
            for (var rewrite : java.util.List.of(
                    "update support.case_event set actor = 'nobody'",
                    "delete from support.case_event",
                    "truncate support.case_event")) {
                org.assertj.core.api.Assertions.assertThatThrownBy(
                                () -> database.sql(rewrite).update())
                        .describedAs("%s: %s", role, rewrite)
                        .isInstanceOf(org.springframework.dao.DataAccessException.class);
            }
        }
        assertThat(eventsOf(id)).isNotEmpty();
    }
}
