package dev.boxoffice.support.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// S1: severity follows from our own rows.
class CaseEvidenceTest extends SupportServiceTest {

    private int severity(UUID id) {
        return column(id, "severity", Integer.class);
    }

    /// S1: an error code sent by the client alone is no fact, and no booking makes no severity 1.
    @Test
    void an_error_code_alone_is_no_severity_1() {
        for (var code : new String[] {"DOUBLE_CHARGE", "PAYMENT_CAPTURED_NO_TICKET", "ENTRY_REFUSED"}) {
            var opened = desk.open("mallory", "errorCode", code);

            assertThat(severity(opened.id())).as(code).isEqualTo(2);
            assertThat(column(opened.id(), "unverified", Boolean.class)).isTrue();
        }
    }

    /// S1: without a booking id the reporter's own recent bookings are looked up.
    @Test
    void money_without_ticket_is_found_among_the_reporters_own_bookings() {
        var booking = PlatformTables.evidence("alice", "PAYMENT_WITHOUT_TICKET", clock.instant());

        var opened = desk.open("alice", "body", "u took my money and i got nothing, where r my tix??");

        assertThat(severity(opened.id())).isEqualTo(1);
        assertThat(opened.text("queue")).isEqualTo("payments-critical");
        assertThat(column(opened.id(), "booking_id", UUID.class)).isEqualTo(booking);
    }

    /// S1: refused at the gate for an event in 30 days is contradicted by its start.
    @Test
    void a_gate_that_refuses_thirty_days_early_is_no_severity_1() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(30)));
        PlatformTables.booking(event, "alice", "CONFIRMED");

        var far = desk.open("alice", "body", "They refused us at the gate");
        PlatformTables.evidence("bob", "ENTRY_REFUSED", clock.instant());
        var near = desk.open("bob", "body", "They refused us at the gate");

        assertThat(far.text("category")).isEqualTo("ENTRY_REFUSED");
        assertThat(severity(far.id())).isEqualTo(2);
        assertThat(severity(near.id())).isEqualTo(1);
    }

    /// S1: a denial is no claim.
    @Test
    void not_charged_twice_is_no_complaint() {
        PlatformTables.evidence("alice", "DOUBLE_CHARGE", clock.instant());

        var opened = desk.open("alice", "body", "I was not charged twice, everything is fine, thanks");

        assertThat(severity(opened.id())).isEqualTo(3);
    }

    /// S1: an unverified claim is looked at again.
    @Test
    void rows_that_come_late_make_it_severity_1_at_the_next_look() {
        var opened = desk.open("alice", "body", "Charged twice for one order!");
        assertThat(severity(opened.id())).isEqualTo(2);

        PlatformTables.evidence("alice", "DOUBLE_CHARGE", clock.instant());
        pass(Duration.ofMinutes(2));

        assertThat(severity(opened.id())).isEqualTo(1);
        assertThat(column(opened.id(), "unverified", Boolean.class)).isFalse();
        assertThat(column(opened.id(), "queue", String.class)).isEqualTo("payments-critical");
    }

    /// S1: one look is not the last.
    @Test
    void rows_that_come_after_the_next_look_are_found_at_a_later_one() {
        var opened = desk.open("alice", "body", "Charged twice for one order!");
        pass(Duration.ofMinutes(2));
        assertThat(severity(opened.id())).isEqualTo(2);

        PlatformTables.evidence("alice", "DOUBLE_CHARGE", clock.instant());
        pass(Duration.ofMinutes(5));

        assertThat(severity(opened.id())).isEqualTo(1);
    }

    /// S1: paid, nothing got and the money not back is severity 1 by what the rows say, whoever is to blame and
    /// however it is told.
    @ParameterizedTest
    @CsvSource(textBlock = """
            EVENT_CANCELLED | EVENT_CANCELLED | DUE       | I paid and I never got anything for it          | 1
            EVENT_CANCELLED | EVENT_CANCELLED | PENDING   | Where is my refund? I have been waiting for it  | 1
            EVENT_CANCELLED | EVENT_CANCELLED | FAILED    | Where is my refund? I have been waiting for it  | 1
            EVENT_CANCELLED | EVENT_CANCELLED | SUCCEEDED | Where is my refund? I have been waiting for it  | 2
                            | NO_TICKET       | DUE       | u took my money and i got nothing               | 1
                            | NO_TICKET       | PENDING   | Where is my refund? I have been waiting for it  | 1
                            | NO_TICKET       | SUCCEEDED | u took my money and i got nothing               | 2
            CUSTOMER        | CUSTOMER        | DUE       | Where is my refund? I have been waiting for it  | 2
            CUSTOMER        | CUSTOMER        | PENDING   | u took my money and i got nothing               | 2
            CUSTOMER        | CUSTOMER        | FAILED    | Where is my refund? I have been waiting for it  | 1
            CUSTOMER        |                 |           | u took my money and i got nothing               | 2
            """, delimiter = '|')
    void money_that_is_owed_is_severity_1(
            String cancelReason, String refundReason, String refundStatus, String words, int expected) {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.undone(event, "alice", cancelReason);
        if (refundReason != null) {
            PlatformTables.refund(event, booking, refundReason, refundStatus);
        }

        assertThat(severity(desk.open("alice", "body", words).id())).isEqualTo(expected);
        BOOKINGS.knows(booking, "CANCELLED", event);
        var named = desk.open("alice", "bookingId", booking.toString(), "errorCode", "TICKET_DELIVERY", "body", words);
        assertThat(severity(named.id())).isEqualTo(expected);
    }

    /// S1: of a booking that was cancelled before anything was charged no money is owed, whatever is claimed; nor
    /// of one that cost nothing.
    @Test
    void what_was_never_charged_is_not_owed() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "mallory", "CANCELLED");
        PlatformTables.change(booking, "payment_intent_id = 'pi_never_captured'");
        assertThat(severity(desk.open("mallory", "body", "u took my money and i got nothing")
                        .id()))
                .isEqualTo(2);

        var free = PlatformTables.booking(event, "bob", "CONFIRMED");
        PlatformTables.change(free, "amount = 0, amounts = '{0}'");
        PlatformTables.cancel(event, clock.instant().minus(Duration.ofDays(60)));
        assertThat(severity(desk.open("bob", "body", "u took my money and i got nothing")
                        .id()))
                .isEqualTo(2);
    }

    /// S1: a cancelled event takes the worth of a ticket before the first refund is written.
    @Test
    void a_ticket_of_a_cancelled_event_is_no_ticket() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        PlatformTables.booking(event, "alice", "CONFIRMED");
        PlatformTables.cancel(event, clock.instant().minus(Duration.ofDays(60)));

        var opened = desk.open("alice", "body", "The concert is cancelled, where is my refund?");

        assertThat(severity(opened.id())).isEqualTo(1);
        assertThat(opened.text("category")).isNotEqualTo("PAYMENT_WITHOUT_TICKET");
        var other = desk.open("alice", "subject", "Friday", "body", "Is there a cloakroom?");
        assertThat(severity(other.id())).isEqualTo(3);
        assertThat(column(other.id(), "coalesce(booking_id::text, 'none')", String.class))
                .isEqualTo("none");
    }

    /// S3: repeats of one reporter become messages of their first open case.
    @Test
    void thirty_equal_reports_of_one_buyer_are_one_case() {
        var first = desk.open("alice", "body", "charged twice, first time").id();
        var number = desk.get("/support/cases/" + first, SupportDeskClient.buyer("alice"))
                .text("number");
        for (var i = 0; i < 29; i++) {
            var again = desk.open("alice", "body", "charged twice, again " + i);

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.id()).isEqualTo(first);
            assertThat(again.text("repeatOf")).isEqualTo(first.toString());
            assertThat(again.text("acknowledgement"))
                    .startsWith("We are already working on this in your case " + number + ".");
        }
        assertThat(jdbc.sql("select count(*) from support.support_case")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("select count(*) from support.incident")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(desk.get("/support/cases/" + first, SupportDeskClient.buyer("alice"))
                        .body()
                        .path("messages")
                        .size())
                .isEqualTo(30);
    }

    /// S2: what no rule understands waits in a queue of its own, and hears from somebody soon.
    @Test
    void what_no_rule_understands_goes_to_triage_with_a_short_first_response() {
        var opened = desk.open("alice", "body", "Grmpf blubb.");

        assertThat(opened.text("queue")).isEqualTo("triage");
        assertThat(jdbc.sql("select target_ms from support.sla_clock where case_id = ? and kind = 'FIRST_RESPONSE'")
                        .param(opened.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(Duration.ofMinutes(15).toMillis());
    }
}
