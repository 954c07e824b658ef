package dev.boxoffice.support.cases.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.monitoring.reconciliation.SlaReconciliationService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// S5: what a case stood for goes on in the case it is merged into.
class MergedCaseTest extends SupportServiceTest {

    private static final String ERIN = SupportDeskClient.agent("erin");

    @Autowired
    private SlaReconciliationService reconciliation;

    private UUID misspelt() {
        return desk.open("alice", "errorCode", "NAME_CORRECTION", "subject", "My name is misspelt")
                .id();
    }

    private UUID paidWithoutTicket() {
        return desk.openWithEvidence("alice", "PAYMENT_CAPTURED_WITHOUT_TICKET", "subject", "Paid, and no ticket")
                .id();
    }

    private SupportDeskClient.Answer merge(UUID source, UUID target) {
        return desk.act(source, "merger", ERIN, "into", target.toString());
    }

    private Instant due(UUID id) {
        return Instant.parse(desk.get("/support/cases/" + id, ERIN).text("dueAt"));
    }

    private long resolutionBreaches(UUID id) {
        return jdbc.sql("""
                        select count(*) from support.sla_clock
                         where case_id = ? and kind = 'RESOLUTION' and breached_at is not null
                        """).param(id).query(Long.class).single();
    }

    /// Money without a ticket does not wait behind the typo it is merged into.
    @Test
    void a_severity_1_goes_on_as_one_and_within_its_own_promise() {
        var typo = misspelt();
        clock.pass(Duration.ofHours(3));
        var paid = paidWithoutTicket();
        var promised = due(paid);
        clock.pass(Duration.ofMinutes(10));

        assertThat(merge(paid, typo).status()).isEqualTo(200);

        var goesOn = desk.get("/support/cases/" + typo, ERIN);
        assertThat(goesOn.body().path("severity").asInt()).isOne();
        assertThat(goesOn.text("queue")).isEqualTo("payments-critical");
        assertThat(goesOn.text("category")).isEqualTo("PAYMENT_WITHOUT_TICKET");
        assertThat(due(typo)).isEqualTo(promised);
        assertThat(resolutionBreaches(typo)).isZero();
        assertThat(column(typo, "next_due_at", Instant.class)).isBeforeOrEqualTo(promised);
        assertThat(eventsOf(typo))
                .contains("MERGED", "RECATEGORISED", "SEVERITY_CHANGED", "CLOCK_RETARGETED", "ROUTED");
        assertThat(reconciliation.reconcile()).isEmpty();

        pass(Duration.ofMinutes(15));
        assertThat(events(typo, "ESCALATED")).isOne();
        pass(Duration.ofMinutes(35));
        assertThat(resolutionBreaches(typo)).isOne();
    }

    /// Which booking it is about and what is known of it goes over, where the other is about none.
    @Test
    void the_booking_and_its_facts_go_over() {
        var typo = misspelt();
        var paid = paidWithoutTicket();

        merge(paid, typo);

        var goesOn = desk.get("/support/cases/" + typo, ERIN);
        var ended = desk.get("/support/cases/" + paid, ERIN);
        assertThat(goesOn.text("bookingId")).isNotEmpty().isEqualTo(ended.text("bookingId"));
        assertThat(goesOn.text("eventId")).isEqualTo(ended.text("eventId"));
        assertThat(goesOn.body().path("desk").path("facts"))
                .isEqualTo(ended.body().path("desk").path("facts"));
    }

    /// A milder case changes nothing but the deadline, where its own was the earlier one.
    @Test
    void the_earlier_promise_is_kept_and_the_worse_assessment() {
        var first = misspelt();
        var promised = due(first);
        clock.pass(Duration.ofHours(2));
        var second = desk.open("alice", "subject", "The invoice is wrong").id();
        var queue = column(second, "queue", String.class);

        merge(first, second);

        assertThat(due(second)).isEqualTo(promised);
        assertThat(column(second, "severity", Integer.class)).isEqualTo(3);
        assertThat(column(second, "queue", String.class)).isEqualTo(queue);
        assertThat(reconciliation.reconcile()).isEmpty();

        var third = desk.open("alice", "subject", "Something else again").id();
        merge(third, second);
        assertThat(due(second)).isEqualTo(promised);
    }

    /// Time a case stood still while it was waited for is no time spent.
    @Test
    void a_promise_that_stood_still_goes_over_as_late_as_it_had_become() {
        var first = misspelt();
        var promised = due(first);
        clock.pass(Duration.ofHours(1));
        desk.act(first, "wait", ERIN, "question", "How is it spelt?");
        clock.pass(Duration.ofHours(2));
        var second = desk.open("alice", "subject", "The invoice is wrong").id();

        merge(first, second);

        assertThat(due(second)).isEqualTo(promised.plus(Duration.ofHours(2)));
        assertThat(reconciliation.reconcile()).isEmpty();
    }

    /// An owner keeps what becomes more urgent in their hands.
    @Test
    void the_owner_keeps_the_case_the_other_goes_on_in() {
        var typo = misspelt();
        desk.act(typo, "claim", ERIN);
        var paid = paidWithoutTicket();

        merge(paid, typo);

        assertThat(column(typo, "owner", String.class)).isEqualTo("erin");
        assertThat(column(typo, "severity", Integer.class)).isOne();
        pass(Duration.ofMinutes(15));
        assertThat(events(typo, "ESCALATED")).isOne();
    }

    /// While one is asked how to spell it, somebody's money does not wait for the answer.
    @Test
    void a_case_that_waits_for_its_reporter_goes_on_with_what_does_not_wait() {
        var typo = misspelt();
        desk.act(typo, "wait", ERIN, "question", "How is it spelt?");
        var paid = paidWithoutTicket();
        var promised = due(paid);

        merge(paid, typo);

        assertThat(column(typo, "status", String.class)).isEqualTo("IN_PROGRESS");
        assertThat(events(typo, "RESUMED")).isOne();
        assertThat(desk.get("/support/cases/" + typo, ERIN)
                        .body()
                        .path("frozen")
                        .asBoolean())
                .isFalse();
        assertThat(due(typo)).isEqualTo(promised);
    }

    /// S1: rows may come late, also to a claim that goes on in another case.
    @Test
    void a_claim_that_may_still_turn_out_true_goes_on_as_one() {
        var typo = misspelt();
        var claim = desk.open("alice", "errorCode", "PAYMENT_CAPTURED_WITHOUT_TICKET")
                .id();
        assertThat(column(claim, "severity", Integer.class)).isEqualTo(2);

        merge(claim, typo);
        assertThat(column(typo, "severity", Integer.class)).isEqualTo(2);
        PlatformTables.evidence("alice", "PAYMENT_CAPTURED_WITHOUT_TICKET", clock.instant());
        pass(Duration.ofMinutes(2));

        assertThat(column(typo, "severity", Integer.class)).isOne();
        assertThat(desk.get("/support/cases/" + typo, ERIN).text("queue")).isEqualTo("payments-critical");
    }

    /// Whose a booking is, is asked in the case it goes over to as in the one it was named in.
    @Test
    void a_booking_nobody_has_looked_at_yet_is_still_looked_at() {
        var foreign = PlatformTables.evidence("bob", "PAYMENT_CAPTURED_WITHOUT_TICKET", clock.instant());
        var typo = misspelt();
        clock.pass(Duration.ofMinutes(5));
        BOOKINGS.failsWith(500);
        var named = desk.open("alice", "bookingId", foreign.toString(), "subject", "My seats")
                .id();

        assertThat(merge(named, typo).status()).isEqualTo(200);
        assertThat(column(typo, "facts_complete", Boolean.class)).isFalse();
        pass(Duration.ofSeconds(5));

        assertThat(column(typo, "facts_complete", Boolean.class)).isTrue();
        assertThat(desk.get("/support/cases/" + typo, ERIN).text("bookingId")).isEmpty();
        assertThat(column(typo, "severity", Integer.class)).isEqualTo(3);
    }

    @Test
    void cases_about_two_bookings_are_not_merged() {
        var first = paidWithoutTicket();
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(20)));
        var other = BOOKINGS.knows("CONFIRMED", event);
        var second = desk.open("alice", "bookingId", other.toString(), "subject", "My name is misspelt")
                .id();

        var refused = merge(first, second);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsString("field")).containsExactly("into");
        assertThat(column(first, "status", String.class)).isEqualTo("ROUTED");
        assertThat(column(second, "severity", Integer.class)).isEqualTo(3);
    }

    /// C11: what is new does not disappear among the cases that stand still.
    @Test
    void a_case_of_its_own_is_not_merged_into_one_of_an_incident() {
        var member = misspelt();
        var incident = desk.post(
                        "/support/incidents",
                        ERIN,
                        Map.of("title", "Names", "category", "NAME_CORRECTION", "caseIds", List.of(member.toString())))
                .text("id");
        desk.post("/support/incidents/" + incident + "/acknowledgement", ERIN, Map.of());
        var paid = paidWithoutTicket();

        assertThat(merge(paid, member).status()).isEqualTo(422);
        assertThat(column(paid, "status", String.class)).isEqualTo("ROUTED");

        desk.delete("/support/cases/" + member + "/incident", ERIN);
        assertThat(merge(paid, member).status()).isEqualTo(200);
        assertThat(column(member, "severity", Integer.class)).isOne();
    }

    @Test
    void files_and_the_reporters_address_go_over() {
        var typo = misspelt();
        var paid = paidWithoutTicket();
        file(paid, "receipt.txt");
        jdbc.sql("""
                        update support.support_case set reporter_email = 'alice@mail.example', reporter_name = 'Alice Ash'
                         where id = ?
                        """).param(paid).update();
        jdbc.sql("update support.support_case set reporter_email = null, reporter_name = null where id = ?")
                .param(typo)
                .update();

        merge(paid, typo);

        assertThat(files(typo)).containsExactly("receipt.txt");
        assertThat(files(paid)).containsExactly("receipt.txt");
        assertThat(column(typo, "reporter_email", String.class)).isEqualTo("alice@mail.example");
        assertThat(column(typo, "reporter_name", String.class)).isEqualTo("Alice Ash");
    }

    /// A case that is reopened stands by itself again, and may be merged once more.
    @Test
    void a_merged_case_can_be_reopened() {
        var typo = misspelt();
        var paid = paidWithoutTicket();
        desk.act(paid, "replies", SupportDeskClient.buyer("alice"), "body", "Here is more.");
        file(paid, "receipt.txt");
        merge(paid, typo);

        var reopened = desk.act(paid, "reopening", SupportDeskClient.buyer("alice"));

        assertThat(reopened.status()).isEqualTo(200);
        assertThat(reopened.text("mergedInto")).isEmpty();
        assertThat(column(paid, "severity", Integer.class)).isOne();
        assertThat(merge(paid, typo).status()).isEqualTo(200);
        assertThat(files(typo)).hasSize(1);
        assertThat(desk.get("/support/cases/" + typo, ERIN)
                        .body()
                        .path("messages")
                        .findValuesAsString("body"))
                .containsOnlyOnce("Here is more.");
    }

    private void file(UUID caseId, String name) {
        jdbc.sql("""
                        insert into support.attachment (id, case_id, name, media_type, size, content, created_at)
                        values (?, ?, ?, 'text/plain', 2, 'ab', now())
                        """).params(UUID.randomUUID(), caseId, name).update();
    }

    private List<String> files(UUID caseId) {
        return desk.get("/support/cases/" + caseId + "/attachments", ERIN)
                .body()
                .path("attachments")
                .findValuesAsString("name");
    }
}
