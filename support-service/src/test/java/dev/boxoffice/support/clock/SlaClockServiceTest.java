package dev.boxoffice.support.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.clock.SlaClockModel.Step;
import dev.boxoffice.support.clock.SlaClockModel.Timed;
import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/// The same rule, as SQL on a real Postgres.
class SlaClockServiceTest extends SupportServiceTest {

    private static final SlaPolicy POLICY = new SlaPolicy(
            Map.of(1, 60_000L, 2, 240_000L, 3, 1_440_000L),
            Map.of(ContractTier.ORGANISER, 10_000L, ContractTier.VIP, 20_000L, ContractTier.STANDARD, 40_000L),
            Duration.ofMinutes(15).toMillis(),
            20);

    @Autowired
    private SlaClockRepository repository;

    @Autowired
    private SlaBreachService breaches;

    private SlaClockService clocks;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void shortTargets() {
        clocks = new SlaClockService(repository, breaches, POLICY);
    }

    @Test
    void any_history_gives_the_deadline_of_the_brute_force_model() {
        JqwikSession.run(() -> {
            var histories = SlaClockSteps.any(12).sampleStream().limit(120).toList();
            for (var i = 0; i < histories.size(); i++) {
                lives(histories.get(i), 1 + i % 3);
            }
        });
    }

    private void lives(List<Timed> history, int severity) {
        // Somebody else each time, in words of their own: the same again would be a message of the first case.
        var caseId = desk.open(SupportDeskClient.someone("buyer"), "body", SupportDeskClient.someone("odd"))
                .id();
        jdbc.sql("update support.sla_clock set stopped_at = started_at, outcome = 'MET' where case_id = ?")
                .param(caseId)
                .update();
        var start = UtcTime.now(clock);
        transactions.executeWithoutResult(
                _ -> clocks.startForCase(caseId, Severity.of(severity), ContractTier.STANDARD, true, start));
        jdbc.sql("update support.support_case set due_at = ? where id = ?")
                .params(UtcTime.of(start.plusSeconds(SlaClockModel.TARGETS[severity - 1])), caseId)
                .update();
        for (var timed : history) {
            clock.pass(Duration.ofSeconds(timed.after()));
            apply(timed.step(), caseId, UtcTime.now(clock));
        }
        timers.handleDue();

        var model = SlaClockModel.of(history).lived(severity);
        var stored = resolutionClock(caseId);
        assertThat(stored.dueAt()).describedAs("%s", history).isEqualTo(start.plusSeconds(model.dueSecond));
        assertThat(stored.breached()).describedAs("%s", history).isEqualTo(model.breached);
        assertThat(column(caseId, "due_at", java.sql.Timestamp.class).toInstant())
                .isEqualTo(stored.dueAt());
    }

    private void apply(Step step, UUID caseId, Instant now) {
        var one = List.of(caseId);
        transactions.executeWithoutResult(_ -> {
            switch (step) {
                case Step.Freeze(var source) -> clocks.freeze(one, SlaFreezeReason.valueOf(source), "test", now);
                case Step.Thaw(var source) -> clocks.thaw(one, SlaFreezeReason.valueOf(source), "test", now);
                case Step.Severity(var level) -> clocks.retarget(one, Severity.of(level), now);
                // Nothing lives in memory that a restart could lose; what was due meanwhile is done on return.
                case Step.Restart() -> {}
            }
        });
        if (step instanceof Step.Restart) {
            timers.handleDue();
        }
    }

    private record Stored(Instant dueAt, boolean breached) {}

    private Stored resolutionClock(UUID caseId) {
        return jdbc.sql("""
                        select due_at, breached_at is not null as breached from support.sla_clock
                         where case_id = ? and kind = 'RESOLUTION' and stopped_at is null
                        """)
                .param(caseId)
                .query((row, _) -> new Stored(UtcTime.read(row, "due_at"), row.getBoolean("breached")))
                .single();
    }

    @Test
    void the_database_refuses_to_erase_a_breach() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        pass(Duration.ofHours(2));

        assertThat(events(id, "BREACHED")).isEqualTo(2); // first response and resolution
        assertThatThrownBy(() -> jdbc.sql(
                                "update support.sla_clock set breached_at = null, detected_at = null where case_id = ?")
                        .param(id)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never erased");
    }

    @Test
    void a_later_policy_rewrites_no_running_clock() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        var due = resolutionClock(id).dueAt();

        var policy = jdbc.sql(
                        "select policy ->> 'severity' from support.sla_clock where case_id = ? and kind = 'RESOLUTION'")
                .param(id)
                .query(String.class)
                .single();

        assertThat(policy).contains("3600000").contains("14400000").contains("86400000");
        assertThat(due).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void three_replicas_record_one_breach() throws InterruptedException {
        var ids = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> desk.open("alice" + i, "subject", "Name", "body", "odd " + i)
                        .id())
                .toList();
        clock.pass(Duration.ofHours(25));
        var replicas = java.util.stream.IntStream.range(0, 3)
                .mapToObj(_ -> Thread.ofVirtual().start(timers::handleDue))
                .toList();
        for (var replica : replicas) {
            replica.join();
        }

        for (var id : ids) {
            assertThat(jdbc.sql("""
                            select count(*) from support.case_event
                             where case_id = ? and type = 'BREACHED' and data ->> 'kind' = 'RESOLUTION'
                            """).param(id).query(Long.class).single()).isOne();
        }
    }

    @Test
    void a_breach_missed_by_every_worker_is_recorded_when_the_case_is_resolved() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        clock.pass(Duration.ofHours(2)); // and no worker runs

        desk.act(id, "resolution", SupportDeskClient.agent("erin"), "resolution", "Refunded.");

        assertThat(events(id, "BREACHED")).isEqualTo(2);
        assertThat(jdbc.sql("select distinct outcome from support.sla_clock where case_id = ?")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("BREACHED");
    }
}
