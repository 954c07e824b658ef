package dev.boxoffice.support.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ManagerAlertTest extends SupportServiceTest {

    @Autowired
    private UnownedCaseAlertWorker unowned;

    @Autowired
    private MisrouteAlertWorker misroutes;

    @Test
    void cases_nobody_takes_are_told_of_once_an_hour_whatever_their_severity() {
        desk.open("alice", "errorCode", "REFUND_LATE"); // severity 2: four hours
        clock.pass(Duration.ofHours(3));
        unowned.runOnce();
        assertThat(health().path("unownedAtRisk").asInt()).isZero();
        assertThat(alertsOfUnowned()).isZero();

        clock.pass(Duration.ofMinutes(20));
        unowned.runOnce();
        unowned.runOnce();

        assertThat(health().path("unownedAtRisk").asInt()).isOne();
        assertThat(alertsOfUnowned()).isOne();
        clock.pass(Duration.ofHours(1));
        unowned.runOnce();
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
            var id = desk.open(SupportDeskClient.someone("buyer"), "body", "hello")
                    .id();
            desk.act(id, "transfer", SupportDeskClient.agent("erin"), "queue", "payments");
        }
        misroutes.runOnce();
        misroutes.runOnce();

        assertThat(jdbc.sql("select count(*) from support.mail where subject = 'Many misrouted cases'")
                        .query(Long.class)
                        .single())
                .isOne();
    }
}
