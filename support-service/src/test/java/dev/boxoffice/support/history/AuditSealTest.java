package dev.boxoffice.support.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.servlet.audit.AuditSealService;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// S10: the owner of the audit table can switch its trigger off; the chain of seals shows what was changed behind it.
class AuditSealTest extends SupportServiceTest {

    @Autowired
    private AuditSealService seals;

    @Autowired
    private HistoryRepository history;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void noSeals() {
        owner("truncate support.audit_seal");
    }

    private static void owner(String sql) {
        JdbcClient.create(TestPostgres.shared().superuser()).sql(sql).update();
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

    /// Whoever makes a seal anew as well, so that it fits what they changed, would have to make all later ones anew.
    @Test
    void a_seal_made_anew_does_not_fit_the_next() {
        var id = desk.open("alice", "errorCode", "REFUND_LATE").id();
        sealAll();
        desk.open("bob", "errorCode", "REFUND_LATE");
        sealAll();
        assertThat(isIntact()).isTrue();

        owner("alter table support.case_event disable trigger all");
        owner("update support.case_event set actor = 'nobody' where case_id = '" + id + "' and type = 'OPENED'");
        owner("alter table support.case_event enable trigger all");
        owner("alter table support.audit_seal disable trigger all");
        owner("""
                update support.audit_seal seal set hash = (
                    select encode(sha256(convert_to('0' || string_agg(concat_ws('|', id, case_id, incident_id, clock_id,
                               extract(epoch from at), actor, type, data), E'\\n' order by id), 'UTF8')), 'hex')
                      from support.case_event where tx < seal.to_tx)
                 where id = (select min(id) from support.audit_seal)
                """);
        owner("alter table support.audit_seal enable trigger all");

        assertThat(isIntact()).isFalse();
    }

    @Test
    void what_is_still_being_written_is_sealed_once_it_is_committed() {
        var id = desk.open("alice", "errorCode", "REFUND_LATE").id();
        transactions.executeWithoutResult(_ -> {
            history.recordForCase(id, HistoryEventType.NOTED, "erin", clock.instant(), Map.of());
            desk.open("bob", "errorCode", "REFUND_LATE"); // committed meanwhile
            inAnotherThread(() -> seals.seal(clock.instant()));
        });
        sealAll();

        assertThat(isIntact()).isTrue();
    }

    @Test
    void two_instances_seal_one_after_the_other() throws Exception {
        desk.open("alice", "errorCode", "REFUND_LATE");
        var other = new AtomicReference<Thread>();
        transactions.executeWithoutResult(_ -> {
            seals.seal(clock.instant());
            other.set(Thread.ofVirtual().start(() -> seals.seal(clock.instant())));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> waitsForLock() || !other.get().isAlive());
        });
        other.get().join();
        sealAll();

        assertThat(isIntact()).isTrue();
    }

    private static boolean waitsForLock() {
        return JdbcClient.create(TestPostgres.shared().superuser())
                        .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static void inAnotherThread(Runnable task) {
        try {
            Thread.ofVirtual().start(task).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Another transaction, of whatever database, may keep the newest rows for a later seal.
    private void sealAll() {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            seals.seal(clock.instant());
            return jdbc.sql("""
                            select (select coalesce(sum(entries), 0) from support.audit_seal)
                                >= (select count(*) from support.case_event)
                            """).query(Boolean.class).single();
        });
    }
}
