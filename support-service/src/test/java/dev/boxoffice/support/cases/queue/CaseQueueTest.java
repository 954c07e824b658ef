package dev.boxoffice.support.cases.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CaseQueueTest extends SupportServiceTest {

    @Autowired
    private CaseClaimService claims;

    @Test
    void severity_1_comes_first_then_what_is_at_risk_then_the_deadline() {
        var rules = Map.of("rules", List.of(Map.of("when", "always", "queue", "general")));
        desk.put("/support/routing-rules", SupportDeskClient.manager(), rules);
        var atRisk = desk.open("a", "errorCode", "NAME_CORRECTION").id(); // 24 h
        clock.pass(Duration.ofHours(20)); // 4 h left: the last fifth
        var later = desk.open("b", "errorCode", "REFUND_LATE").id(); // 4 h, due at the same time, not at risk
        var sooner = desk.open("c", "errorCode", "CARD_DECLINED").id();
        jdbc.sql("update support.support_case set next_due_at = next_due_at - interval '30 minutes' where id = ?")
                .param(sooner)
                .update();
        var critical = desk.openWithEvidence("d", "ENTRY_REFUSED").id();
        clock.pass(Duration.ofSeconds(90));
        desk.available("erin", "PAYMENTS", "TICKETING", "CHECK_IN");

        var order = new ArrayList<UUID>();
        for (var i = 0; i < 4; i++) {
            order.add(desk.next("general", "erin").id());
        }

        assertThat(order).containsExactly(critical, atRisk, sooner, later);
    }

    @Test
    void contract_and_then_revenue_at_stake_break_ties() {
        var standard = desk.open("a", "errorCode", "REFUND_LATE").id();
        var rich = desk.open("b", "errorCode", "REFUND_LATE").id();
        jdbc.sql("update support.support_case set revenue_per_hour = 500 where id = ?")
                .param(rich)
                .update();
        desk.put("/support/contracts/vera", SupportDeskClient.manager(), Map.of("tier", "VIP"));
        var vip = desk.open("vera", "errorCode", "REFUND_LATE").id();
        desk.available("erin", "PAYMENTS");

        assertThat(List.of(
                        desk.next("payments", "erin").id(),
                        desk.next("payments", "erin").id(),
                        desk.next("payments", "erin").id()))
                .containsExactly(vip, rich, standard);
    }

    @Test
    void an_expert_comes_first_and_a_generalist_at_90_seconds_not_at_89() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        desk.available("greg");

        pass(Duration.ofSeconds(89));
        assertThat(desk.next("payments-critical", "greg").status()).isEqualTo(204);
        assertThat(events(id, "OVERFLOWED")).isZero();

        pass(Duration.ofSeconds(1));
        assertThat(events(id, "OVERFLOWED")).isOne();
        assertThat(desk.next("payments-critical", "greg").id()).isEqualTo(id);
    }

    @Test
    void an_expert_need_not_wait() {
        var id = desk.openWithEvidence("alice", "DOUBLE_CHARGE").id();
        desk.available("erin", "payments");

        assertThat(desk.next("payments-critical", "erin").id()).isEqualTo(id);
    }

    @Test
    void twenty_at_a_time_for_fifty_agents_of_capacity_ten_own_500_of_2000_once_each() throws Exception {
        fillQueue(2_000);
        for (var i = 0; i < 50; i++) {
            desk.vouchFor("agent" + i, "PAYMENTS");
        }
        var owned = java.util.concurrent.ConcurrentHashMap.<UUID>newKeySet();
        var twice = java.util.concurrent.ConcurrentHashMap.<UUID>newKeySet();
        try (var pool = Executors.newFixedThreadPool(20)) {
            var work = new ArrayList<Callable<Integer>>();
            // One agent's requests side by side: from many tabs at once nobody gets more than fits.
            for (var i = 0; i < 50; i++) {
                var agent = "agent" + i;
                for (var turn = 0; turn < 12; turn++) {
                    work.add(() -> {
                        if (claims.claimNext("payments", agent, clock.instant())
                                        instanceof NextCaseOutcome.Owned(var got)
                                && !owned.add(got.id())) {
                            twice.add(got.id());
                        }
                        return 0;
                    });
                }
            }
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        }

        assertThat(twice).isEmpty();
        assertThat(owned).hasSize(500);
        assertThat(jdbc.sql(
                                "select max(n) from (select count(*) n from support.support_case where owner is not null group by owner) x")
                        .query(Integer.class)
                        .single())
                .isEqualTo(10);
        assertThat(jdbc.sql("select count(*) from support.support_case where status = 'IN_PROGRESS'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(500);
    }

    private void fillQueue(int cases) {
        var template = desk.open("alice", "errorCode", "REFUND_LATE").id();
        jdbc.sql("""
                        insert into support.support_case (id, source, reporter, tier, channel, subject, body, status, severity,
                            severity_reason, category, category_version, module, queue, routing_version, due_at, risk_at, next_due_at, next_risk_at,
                            routed_at, overflow_at, last_action_at, created_at, updated_at)
                        select uuidv7(), source, reporter || n, tier, channel, subject, body, status, severity,
                            severity_reason, category, category_version, module, queue, routing_version,
                            due_at + n * interval '1 second', risk_at, next_due_at + n * interval '1 second', next_risk_at, routed_at, overflow_at, last_action_at, created_at, updated_at
                          from support.support_case, generate_series(1, ?) n where id = ?
                        """).params(cases - 1, template).update();
    }

    @Test
    void a_claim_against_an_assignment_ends_with_one_owner_named_to_the_other() throws Exception {
        desk.vouchFor("auto", "PAYMENTS");
        desk.put("/support/agents/me", SupportDeskClient.agent("auto"), Map.of("capacity", 50, "autoAssign", true));
        for (var i = 0; i < 20; i++) {
            var id = desk.open(SupportDeskClient.someone("buyer"), "errorCode", "REFUND_LATE", "body", "n" + i)
                    .id();
            var together = new CyclicBarrier(2);
            var assigned = new boolean[1];
            var pushing = Thread.ofVirtual().start(() -> {
                await(together);
                assigned[0] = claims.assignNext("auto", clock.instant());
            });
            await(together);
            var claim = desk.act(id, "claim", SupportDeskClient.agent("erin" + i));
            pushing.join();

            if (assigned[0]) {
                assertThat(claim.status()).isEqualTo(409);
                assertThat(claim.problem()).isEqualTo("already-owned");
                assertThat(claim.text("owner")).isEqualTo("auto");
            } else {
                assertThat(claim.status()).isEqualTo(200);
            }
            assertThat(eventsOf(id).stream().filter(List.of("CLAIMED", "ASSIGNED")::contains))
                    .hasSize(1);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_transfer_counts_as_a_misroute_and_keeps_its_label() {
        var before = health().path("misroutes").asInt(); // the history keeps those of other tests
        var id = desk.open("alice", "body", "hello there").id();
        desk.act(id, "claim", SupportDeskClient.agent("erin"));

        var moved =
                desk.act(id, "transfer", SupportDeskClient.agent("erin"), "queue", "payments", "reason", "about money");

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("status")).isEqualTo("ROUTED");
        assertThat(moved.text("queue")).isEqualTo("payments");
        assertThat(moved.body().has("owner")).isFalse();
        assertThat(moved.body().path("desk").path("module").asString()).isEqualTo("PAYMENTS");
        assertThat(events(id, "MISROUTED")).isOne();
        assertThat(jdbc.sql("select module || ' ' || corrected from support.label where case_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("PAYMENTS true");
        assertThat(health().path("misroutes").asInt()).isEqualTo(before + 1);
        assertThat(desk.act(id, "transfer", SupportDeskClient.agent("erin"), "queue", "nowhere")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void recategorising_keeps_the_time_spent_and_moves_the_case() {
        var id = desk.open("alice", "body", "hello there").id(); // severity 3, 24 h
        clock.pass(Duration.ofMinutes(50));

        var now = desk.act(id, "recategorisation", SupportDeskClient.agent("erin"), "category", "DOUBLE_CHARGE");

        assertThat(now.body().path("severity").asInt()).isEqualTo(2); // nothing of ours shows it yet
        assertThat(now.text("queue")).isEqualTo("payments");
        assertThat(java.time.Instant.parse(now.text("dueAt")))
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(190)));
    }
}
