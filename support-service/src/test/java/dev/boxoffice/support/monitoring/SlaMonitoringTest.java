package dev.boxoffice.support.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.monitoring.alert.MisrouteAlertService;
import dev.boxoffice.support.monitoring.alert.UnownedCaseAlertService;
import dev.boxoffice.support.monitoring.health.SupportMetrics;
import dev.boxoffice.support.monitoring.reconciliation.SlaReconciliationService;
import dev.boxoffice.support.monitoring.synthetic.SyntheticCaseService;
import dev.boxoffice.testkit.PostgresStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class SlaMonitoringTest extends SupportServiceTest {

    @Autowired
    private SyntheticCaseService synthetic;

    @Autowired
    private SlaReconciliationService reconciler;

    @Autowired
    private SupportMetrics metrics;

    @Autowired
    private MisrouteAlertService alarm;

    @Autowired
    private UnownedCaseAlertService unowned;

    private tools.jackson.databind.JsonNode health() {
        return desk.get("/support/sla/health", SupportDeskClient.agent("erin")).body();
    }

    @Test
    void health_counts_what_is_broken_and_what_nearly_is() {
        desk.put("/support/agents/junia", SupportDeskClient.manager(), Map.of("level", "JUNIOR"));
        desk.open("a", "errorCode", "DOUBLE_CHARGE");
        var junior =
                desk.open("b", "errorCode", "DOUBLE_CHARGE", "body", "other").id();
        desk.act(junior, "claim", SupportDeskClient.agent("junia"));
        desk.open("c", "errorCode", "REFUND_LATE");
        clock.pass(Duration.ofMinutes(50)); // severity 1: ten of sixty minutes left

        assertThat(health().path("nearMiss").asInt()).isEqualTo(5); // and three first responses of an hour
        assertThat(health().path("unownedSeverity1").asInt()).isEqualTo(1);
        assertThat(health().path("severity1InJuniorHands").asInt()).isEqualTo(1);
        assertThat(health().path("breached").asInt()).isZero();

        clock.pass(Duration.ofMinutes(10)); // no worker has looked yet, and it is known already
        assertThat(health().path("breached").asInt()).isEqualTo(5);
        assertThat(health().path("mttcrSeconds").isNull()).isTrue();

        desk.act(junior, "resolution", SupportDeskClient.agent("junia"), "resolution", "done");
        clock.pass(Duration.ofDays(3));
        assertThat(health().path("mttcrSeconds").asLong()).isEqualTo(3600);
        assertThat(desk.get("/support/sla/health", SupportDeskClient.buyer("a")).status()).isEqualTo(403);
    }

    @Test
    void a_synthetic_case_proves_the_timers_and_bothers_nobody() {
        synthetic.open();
        synthetic.open(); // another replica, the same interval
        assertThat(health().path("syntheticAgeSeconds").isNull()).isTrue();

        pass(Duration.ofSeconds(5));

        assertThat(health().path("syntheticAgeSeconds").asInt()).isZero();
        assertThat(health().path("openCases").asInt()).isZero();
        assertThat(health().path("breachedLastDay").asInt()).isZero();
        assertThat(jdbc.sql("select count(*) from support.support_case")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void the_reconciler_agrees_with_the_clocks_and_reports_one_that_drifted() {
        var id = desk.open("alice", "errorCode", "DOUBLE_CHARGE").id();
        clock.pass(Duration.ofMinutes(3));
        desk.act(id, "wait", SupportDeskClient.agent("erin"));
        clock.pass(Duration.ofMinutes(7));
        desk.act(id, "resumption", SupportDeskClient.agent("erin"));
        desk.act(id, "recategorisation", SupportDeskClient.agent("erin"), "category", "REFUND_LATE");
        assertThat(reconciler.reconcile()).isEmpty();

        JdbcClient.create(PostgresStore.shared().superuser()).sql("""
                        update support.sla_clock set frozen_ms = frozen_ms + 60000, due_at = due_at + interval '1 minute'
                         where case_id = ? and kind = 'RESOLUTION'
                        """).param(id).update();

        assertThat(reconciler.reconcile())
                .singleElement()
                .satisfies(drift -> assertThat(Duration.between(drift.recomputed(), drift.stored()))
                        .isEqualTo(Duration.ofMinutes(1)));
        assertThat(health().path("driftingClocks").asInt()).isOne();
        jdbc.sql(
                        "update support.sla_clock set frozen_ms = frozen_ms - 60000, due_at = due_at - interval '1 minute' where case_id = ? and kind = 'RESOLUTION'")
                .param(id)
                .update();
        assertThat(reconciler.reconcile()).isEmpty();
    }

    @Test
    void what_is_watched_is_published_with_the_desks_prefix() {
        desk.open("alice", "errorCode", "DOUBLE_CHARGE");
        metrics.refresh();

        var scraped =
                desk.get("/actuator/prometheus", SupportDeskClient.agent("erin")).response().body();

        assertThat(scraped)
                .contains("boxoffice_support_queue_depth{")
                .contains("queue=\"payments-critical\"")
                .contains("boxoffice_support_queue_oldest_age_seconds")
                .contains("boxoffice_support_unowned_severity1")
                .contains("boxoffice_support_near_miss")
                .contains("boxoffice_support_orphans")
                .contains("boxoffice_support_breach_detection_lag")
                .contains("boxoffice_support_timer_lag")
                .contains("boxoffice_support_events_total{");
    }

    @Test
    void cases_nobody_takes_are_told_of_once_an_hour_whatever_their_severity() {
        desk.open("alice", "errorCode", "REFUND_LATE"); // severity 2: four hours
        clock.pass(Duration.ofHours(3));
        unowned.look();
        assertThat(health().path("unownedAtRisk").asInt()).isZero();
        assertThat(alertsOfUnowned()).isZero();

        clock.pass(Duration.ofMinutes(20));
        unowned.look();
        unowned.look();
        metrics.refresh();

        assertThat(health().path("unownedAtRisk").asInt()).isOne();
        assertThat(alertsOfUnowned()).isOne();
        assertThat(desk.get("/actuator/prometheus", SupportDeskClient.agent("erin"))
                        .response()
                        .body())
                .contains("boxoffice_support_unowned_at_risk");
        clock.pass(Duration.ofHours(1));
        unowned.look();
        assertThat(alertsOfUnowned()).isEqualTo(2);
    }

    private long alertsOfUnowned() {
        return jdbc.sql("select count(*) from support.mail where subject like 'Cases without an owner%'")
                .query(Long.class)
                .single();
    }

    @Test
    void too_many_misroutes_alert_the_manager_once_a_day() {
        for (var i = 0; i < 6; i++) {
            var id = desk.open(SupportDeskClient.someone("buyer"), "body", "hello").id();
            desk.act(id, "transfer", SupportDeskClient.agent("erin"), "queue", "payments");
        }
        alarm.look();
        alarm.look();

        assertThat(jdbc.sql("select count(*) from support.mail where subject = 'Many misrouted cases'")
                        .query(Long.class)
                        .single())
                .isOne();
    }
}
