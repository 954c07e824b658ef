package dev.boxoffice.support.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.servlet.audit.AuditSealService;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// S10: the owner of the audit table can switch its trigger off; the chain of seals shows what was changed behind it.
class AuditSealTest extends SupportServiceTest {

    @Autowired
    private AuditSealService seals;

    @BeforeEach
    void noSeals() {
        owner("truncate support.audit_seal");
    }

    private static void owner(String sql) {
        JdbcClient.create(TestPostgres.shared().superuser()).sql(sql).update();
    }

    /// What is written beside a transaction that still runs is sealed the next time.
    private void sealAll() {
        var entries = JdbcClient.create(TestPostgres.shared().superuser())
                .sql("select count(*) from support.case_event")
                .query(Long.class)
                .single();
        await().until(
                        () -> {
                            seals.seal(clock.instant());
                            return seals.verify(clock.instant()).entries();
                        },
                        many -> many >= entries);
    }

    private boolean isIntact() {
        return desk.get("/support/audit/verification", SupportDeskClient.manager())
                .body()
                .path("intact")
                .asBoolean();
    }

    @Test
    void what_is_changed_behind_the_trigger_breaks_the_seal() {
        var id = desk.open("alice", "errorCode", "REFUND_LATE").id();
        sealAll();
        desk.open("bob", "errorCode", "REFUND_LATE");
        sealAll();
        assertThat(isIntact()).isTrue();

        owner("alter table support.case_event disable trigger all");
        owner("update support.case_event set actor = 'nobody' where case_id = '" + id + "' and type = 'OPENED'");
        assertThat(isIntact()).isFalse();
        owner("update support.case_event set actor = 'alice' where case_id = '" + id + "' and type = 'OPENED'");
        assertThat(isIntact()).isTrue();
        owner("delete from support.case_event where case_id = '" + id + "' and type = 'ROUTED'");
        owner("alter table support.case_event enable trigger all");

        assertThat(isIntact()).isFalse();
    }

    @Test
    void only_a_manager_asks() {
        assertThat(desk.get("/support/audit/verification", SupportDeskClient.agent("erin"))
                        .status())
                .isEqualTo(403);
    }
}
