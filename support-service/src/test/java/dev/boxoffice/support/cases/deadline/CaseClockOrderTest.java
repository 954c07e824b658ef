package dev.boxoffice.support.cases.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// S7, S8: every running clock counts, every breach is told, and nobody parks a case.
class CaseClockOrderTest extends SupportServiceTest {

    private List<@Nullable String> managerMails() {
        return jdbc.sql(
                        "select subject || ' ' || body from support.mail where recipient like 'support-manager%' order by id")
                .query(String.class)
                .list();
    }

    /// S7: a VIP's promise of 30 minutes is served before a standard one of 60 that came first.
    @Test
    void next_follows_the_earliest_running_clock() {
        var standard = desk.open("a", "errorCode", "CARD_DECLINED").id();
        clock.pass(Duration.ofMinutes(10));
        desk.put("/support/contracts/vera", SupportDeskClient.manager(), Map.of("tier", "VIP"));
        var vip = desk.open("vera", "errorCode", "CARD_DECLINED").id();
        desk.available("erin", "PAYMENTS");

        assertThat(desk.next("payments", "erin").id()).isEqualTo(vip);
        assertThat(desk.next("payments", "erin").id()).isEqualTo(standard);
    }

    /// S7: a breach outside severity 1 tells the manager, moves lastUpdated and the version streams look at.
    @Test
    void every_breach_reaches_somebody_and_moves_last_updated() {
        var id = desk.open("alice", "errorCode", "NAME_CORRECTION").id();
        var before = column(id, "version", Long.class);
        var updated = Instant.parse(desk.get("/support/cases/" + id, SupportDeskClient.buyer("alice"))
                .text("lastUpdated"));

        pass(Duration.ofHours(1)); // the first response

        assertThat(managerMails()).anySatisfy(mail -> assertThat(mail).contains(id.toString(), "first-response"));
        assertThat(column(id, "version", Long.class)).isGreaterThan(before);
        assertThat(Instant.parse(desk.get("/support/cases/" + id, SupportDeskClient.buyer("alice"))
                        .text("lastUpdated")))
                .isAfter(updated);
    }

    /// S7: many breaches of one queue share a mail, and each is named in it.
    @Test
    void breaches_of_one_moment_share_a_mail() {
        var one = desk.open("a", "errorCode", "NAME_CORRECTION").id();
        var two = desk.open("b", "errorCode", "NAME_CORRECTION").id();

        pass(Duration.ofHours(1));

        assertThat(managerMails().stream().filter(mail -> mail.contains("Past their deadline")))
                .singleElement()
                .satisfies(mail -> assertThat(mail).contains(one.toString(), two.toString()));
    }

    private UUID waiting() {
        var id = desk.open("alice", "errorCode", "REFUND_LATE").id();
        var asked = desk.act(id, "wait", SupportDeskClient.agent("erin"), "question", "Which card?");
        assertThat(asked.status()).isEqualTo(200);
        return id;
    }

    /// S8: `wait` without a question is refused.
    @Test
    void waiting_without_a_question_is_refused() {
        var id = desk.open("alice", "errorCode", "REFUND_LATE").id();

        var refused = desk.act(id, "wait", SupportDeskClient.agent("erin"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsString("field")).containsExactly("question");
    }

    /// S8: a waiting case has a reminder and an end.
    @Test
    void a_waiting_case_reminds_once_and_then_ends() {
        var id = waiting();

        pass(Duration.ofHours(24));
        assertThat(events(id, "REMINDED")).isOne();
        assertThat(column(id, "status", String.class)).isEqualTo("WAITING_FOR_CUSTOMER");

        pass(Duration.ofDays(2));
        assertThat(column(id, "status", String.class)).isEqualTo("RESOLVED");
        assertThat(desk.act(id, "reopening", SupportDeskClient.buyer("alice")).status())
                .isEqualTo(200);
    }

    /// S8: whoever waits already and is asked something else hears of it, and is reminded of that.
    @Test
    void a_second_question_is_asked_too_and_waited_for_anew() {
        var id = waiting();
        pass(Duration.ofHours(23));
        var asked = desk.act(id, "wait", SupportDeskClient.agent("erin"), "question", "And your seat?");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body().path("messages").findValuesAsString("body")).contains("Which card?", "And your seat?");
        assertThat(jdbc.sql("select count(*) from support.mail where case_id = ? and body like 'And your seat?%'")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(events(id, "CLOCK_FROZEN")).isOne();
        assertThat(events(id, "WAITING_FOR_CUSTOMER")).isEqualTo(2);
        pass(Duration.ofHours(23));
        assertThat(events(id, "REMINDED")).isZero();
        pass(Duration.ofHours(1));
        assertThat(events(id, "REMINDED")).isOne();
        pass(Duration.ofHours(47));
        assertThat(column(id, "status", String.class)).isEqualTo("WAITING_FOR_CUSTOMER");
        pass(Duration.ofHours(1));
        assertThat(column(id, "status", String.class)).isEqualTo("RESOLVED");
    }

    /// S8: an answer takes both away.
    @Test
    void an_answer_ends_the_waiting() {
        var id = waiting();
        desk.act(id, "replies", SupportDeskClient.buyer("alice"), "body", "The blue one");

        pass(Duration.ofHours(80));

        assertThat(events(id, "REMINDED")).isZero();
        assertThat(column(id, "status", String.class)).isEqualTo("IN_PROGRESS");
    }

    /// S8: an owner who goes offline gives the case back, and one that waits goes back with its answer.
    @Test
    void an_owner_who_goes_offline_gives_the_case_back() {
        var waits = waiting();
        var id = desk.open("bob", "errorCode", "REFUND_LATE").id();
        desk.act(id, "claim", SupportDeskClient.agent("erin"));

        desk.put("/support/agents/me", SupportDeskClient.agent("erin"), Map.of("presence", "OFFLINE"));

        assertThat(column(id, "status", String.class)).isEqualTo("ROUTED");
        assertThat(events(id, "GIVEN_BACK")).isOne();
        assertThat(column(waits, "status", String.class)).isEqualTo("WAITING_FOR_CUSTOMER");
        desk.act(waits, "replies", SupportDeskClient.buyer("alice"), "body", "The blue one");
        assertThat(column(waits, "status", String.class)).isEqualTo("ROUTED");
    }

    /// C2: whoever is offline takes no case, by whichever way; what they have in hand they may still see through.
    @Test
    void who_is_offline_takes_no_case() {
        var erin = SupportDeskClient.agent("erin");
        var waits = waiting();
        var id = desk.open("bob", "errorCode", "REFUND_LATE").id();
        desk.put("/support/agents/me", erin, Map.of("presence", "OFFLINE"));

        for (var refused : List.of(
                desk.act(id, "claim", erin),
                desk.act(id, "replies", erin, "body", "We look at it."),
                desk.act(id, "wait", erin, "question", "Which card?"),
                desk.act(id, "resumption", erin),
                desk.act(id, "resolution", erin, "resolution", "Paid back."))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("not-available");
        }
        assertThat(column(id, "status", String.class)).isEqualTo("ROUTED");
        assertThat(events(id, "CLAIMED")).isZero();
        assertThat(desk.get("/support/cases/" + id, erin)
                        .body()
                        .path("messages")
                        .toString())
                .doesNotContain("We look at it.");

        assertThat(desk.act(waits, "replies", erin, "body", "Take your time.").status())
                .isEqualTo(200);
        assertThat(column(waits, "owner", String.class)).isEqualTo("erin");
    }

    /// S8: a case does not come out of its waiting into the hands of somebody who has gone.
    @Test
    void a_case_that_no_longer_waits_goes_back_where_its_owner_is_offline() {
        var waits = waiting();
        desk.put("/support/agents/me", SupportDeskClient.agent("erin"), Map.of("presence", "OFFLINE"));

        assertThat(desk.act(waits, "resumption", SupportDeskClient.manager()).text("status"))
                .isEqualTo("ROUTED");
        assertThat(events(waits, "GIVEN_BACK")).isOne();
    }

    /// Whoever has as many as they may does not take more by answering.
    @Test
    void an_answer_takes_no_case_beyond_the_capacity() {
        var erin = SupportDeskClient.agent("erin");
        desk.put("/support/agents/me", erin, Map.of("capacity", 1));
        var own = waiting();
        var id = desk.open("bob", "errorCode", "REFUND_LATE").id();

        var refused = desk.act(id, "replies", erin, "body", "We look at it.");

        assertThat(refused.problem()).isEqualTo("capacity-reached");
        assertThat(column(id, "status", String.class)).isEqualTo("ROUTED");
        assertThat(desk.act(own, "replies", erin, "body", "And?").status()).isEqualTo(200);
    }

    /// S8: skills are granted by a manager; what an agent names is a request.
    @Test
    void an_agent_asks_for_skills_and_a_manager_grants_them() {
        var asked =
                desk.put("/support/agents/me", SupportDeskClient.agent("erin"), Map.of("skills", List.of("PAYMENTS")));

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body().path("skills").size()).isZero();
        assertThat(asked.body().path("requestedSkills").get(0).asString()).isEqualTo("PAYMENTS");

        desk.vouchFor("erin", "PAYMENTS");
        var granted = desk.get("/support/agents/me", SupportDeskClient.agent("erin"));
        assertThat(granted.body().path("skills").get(0).asString()).isEqualTo("PAYMENTS");
        assertThat(granted.body().path("requestedSkills").size()).isZero();
    }

    /// S10: `next` does not say that a queue is empty while cases wait for experts.
    @Test
    void next_says_that_cases_wait_for_experts() {
        desk.open("alice", "errorCode", "REFUND_LATE");
        desk.available("greg");

        assertThat(desk.next("payments", "greg").response().header("X-Next-Reason"))
                .hasToString("waiting-for-experts");
    }

    /// S10: a hand to the critical queue of the same module is no misroute.
    @Test
    void only_another_expertise_is_a_misroute() {
        var id = desk.open("alice", "errorCode", "REFUND_LATE").id();

        desk.act(id, "transfer", SupportDeskClient.agent("erin"), "queue", "payments-critical");
        assertThat(column(id, "misroutes", Integer.class)).isZero();
        assertThat(events(id, "TRANSFERRED")).isOne();

        desk.act(id, "transfer", SupportDeskClient.agent("erin"), "queue", "gate");
        assertThat(column(id, "misroutes", Integer.class)).isOne();
    }
}
