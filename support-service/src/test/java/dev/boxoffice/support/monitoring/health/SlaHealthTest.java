package dev.boxoffice.support.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SlaHealthTest extends SupportServiceTest {

    @Autowired
    private SupportMetrics metrics;

    @Test
    void health_counts_what_is_broken_and_what_nearly_is() {
        desk.put("/support/agents/junia", SupportDeskClient.manager(), Map.of("level", "JUNIOR"));
        desk.openWithEvidence("a", "DOUBLE_CHARGE");
        var junior =
                desk.openWithEvidence("b", "DOUBLE_CHARGE", "body", "other").id();
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
        assertThat(desk.get("/support/sla/health", SupportDeskClient.buyer("a")).status())
                .isEqualTo(403);
    }

    @Test
    void what_is_watched_is_published_with_the_desks_prefix() {
        desk.openWithEvidence("alice", "DOUBLE_CHARGE");
        metrics.refresh();

        var scraped = desk.get("/actuator/prometheus", SupportDeskClient.agent("erin"))
                .response()
                .text();

        assertThat(scraped)
                .contains("boxoffice_support_queue_depth{")
                .contains("queue=\"payments-critical\"")
                .contains("boxoffice_support_queue_oldest_age_seconds")
                .contains("boxoffice_support_unowned_severity1")
                .contains("boxoffice_support_unowned_at_risk")
                .contains("boxoffice_support_near_miss")
                .contains("boxoffice_support_orphans")
                .contains("boxoffice_support_breach_detection_lag")
                .contains("boxoffice_support_timer_lag")
                .contains("boxoffice_support_events_total{");
    }
}
