package dev.boxoffice.support.monitoring.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class SlaReconciliationTest extends SupportServiceTest {

    @Autowired
    private SlaReconciliationService reconciliation;

    @Test
    void the_histories_agree_with_the_clocks_and_reports_one_that_drifted() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        clock.pass(Duration.ofMinutes(3));
        desk.act(id, "wait", SupportDeskClient.agent("erin"));
        clock.pass(Duration.ofMinutes(7));
        desk.act(id, "resumption", SupportDeskClient.agent("erin"));
        desk.act(id, "recategorisation", SupportDeskClient.agent("erin"), "category", "REFUND_LATE");
        assertThat(reconciliation.reconcile()).isEmpty();

        JdbcClient.create(TestPostgres.shared().superuser()).sql("""
                        update support.sla_clock set frozen_ms = frozen_ms + 60000, due_at = due_at + interval '1 minute'
                         where case_id = ? and kind = 'RESOLUTION'
                        """).param(id).update();

        assertThat(reconciliation.reconcile())
                .singleElement()
                .satisfies(drift -> assertThat(Duration.between(drift.recomputed(), drift.stored()))
                        .isEqualTo(Duration.ofMinutes(1)));
        assertThat(health().path("driftingClocks").asInt()).isOne();
        jdbc.sql(
                        "update support.sla_clock set frozen_ms = frozen_ms - 60000, due_at = due_at - interval '1 minute' where case_id = ? and kind = 'RESOLUTION'")
                .param(id)
                .update();
        assertThat(reconciliation.reconcile()).isEmpty();
    }
}
