package dev.boxoffice.support.incident.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// S2, S3, S4: what makes an incident, and how a case leaves one.
class IncidentJudgementTest extends SupportServiceTest {

    private List<UUID> reports(int many, Object... fields) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < many; i++) {
            ids.add(desk.open(SupportDeskClient.someone("buyer"), fields).id());
        }
        return ids;
    }

    private long openIncidents() {
        return jdbc.sql("select count(*) from support.incident where status in ('SUSPECTED', 'ACKNOWLEDGED')")
                .query(Long.class)
                .single();
    }

    private UUID incident() {
        return jdbc.sql("select id from support.incident where status in ('SUSPECTED', 'ACKNOWLEDGED')")
                .query(UUID.class)
                .single();
    }

    private SupportDeskClient.Answer onIncident(UUID id, String action, Map<String, ?> body) {
        return desk.post("/support/incidents/" + id + "/" + action, SupportDeskClient.agent("ida"), body);
    }

    /// S3: ten refund requests in five minutes are an ordinary day.
    @Test
    void requests_that_are_usual_are_no_incident() {
        reports(12, "body", "Please refund my order");
        assertThat(openIncidents()).isZero();

        reports(12, "errorCode", "CARD_DECLINED");
        assertThat(openIncidents()).isOne();
    }

    /// S3: whoever reports each of their twelve bookings is one reporter.
    @Test
    void many_cases_of_one_reporter_are_no_incident() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(30)));
        var cases = new HashSet<UUID>();
        for (var i = 0; i < 12; i++) {
            var booking = BOOKINGS.knows("CONFIRMED", event);
            cases.add(desk.open("alice", "bookingId", booking.toString(), "errorCode", "CARD_DECLINED")
                    .id());
        }
        assertThat(cases).as("each is a case of its own").hasSize(12);
        assertThat(openIncidents()).isZero();
    }

    /// S2: an outage told in words no rule knows is seen.
    @Test
    void an_outage_told_in_unknown_words_is_an_incident() {
        for (var i = 0; i < 10; i++) {
            desk.open(
                    SupportDeskClient.someone("buyer"),
                    "subject",
                    "Kaleidoscope stays purple",
                    "body",
                    "The kaleidoscope turned purple " + i + " minutes ago");
        }
        assertThat(openIncidents()).isOne();

        var late = desk.open("late", "subject", "Purple", "body", "purple kaleidoscope stays, turned so minutes ago");
        assertThat(column(late.id(), "incident_id", UUID.class)).isEqualTo(incident());
    }

    /// S3: a dismissed incident rests until its reporters have doubled.
    @Test
    void a_dismissed_incident_rests_until_the_count_doubles() {
        reports(10, "errorCode", "CARD_DECLINED");
        var dismissed = desk.post(
                "/support/incidents/" + incident() + "/resolution",
                SupportDeskClient.manager(),
                Map.of("falseAlarm", true, "resolution", "a card test"));
        assertThat(dismissed.status()).as(dismissed.response().text()).isEqualTo(200);

        reports(9, "errorCode", "CARD_DECLINED");
        assertThat(openIncidents()).isZero();

        reports(1, "errorCode", "CARD_DECLINED");
        assertThat(openIncidents()).isOne();
    }

    private UUID swallowed() {
        var member = reports(10, "errorCode", "CARD_DECLINED").getFirst();
        onIncident(incident(), "acknowledgement", Map.of());
        assertThat(column(member, "queue", String.class)).isEqualTo("bulk-resolution");
        return member;
    }

    private boolean isFrozen(UUID id) {
        return jdbc.sql(
                        "select bool_or(freeze_depth > 0) from support.sla_clock where case_id = ? and stopped_at is null")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private void assertStandsByItself(UUID id, String queue) {
        assertThat(jdbc.sql("select incident_id is null from support.support_case where id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(isFrozen(id)).isFalse();
        assertThat(column(id, "queue", String.class)).isEqualTo(queue);
        assertThat(events(id, "LEFT_INCIDENT")).isOne();
    }

    /// S4: recategorised, it leaves its incident and its clocks run, the time kept.
    @Test
    void a_member_that_is_something_else_leaves_and_thaws() {
        var member = swallowed();
        clock.pass(Duration.ofMinutes(30));

        var moved = desk.act(member, "recategorisation", SupportDeskClient.agent("ida"), "category", "ACCOUNT");

        assertThat(moved.status()).as(moved.response().text()).isEqualTo(200);
        assertStandsByItself(member, "accounts");
        assertThat(jdbc.sql("select frozen_ms from support.sla_clock where case_id = ? and kind = 'RESOLUTION'")
                        .param(member)
                        .query(Long.class)
                        .single())
                .isEqualTo(Duration.ofMinutes(30).toMillis());
        onIncident(incident(), "resolution", Map.of("resolution", "Card payments work again."));
        assertThat(column(member, "status", String.class)).isEqualTo("ROUTED");
    }

    /// S4: a transfer out leaves the incident.
    @Test
    void a_member_transferred_out_leaves_and_thaws() {
        var member = swallowed();

        desk.act(member, "transfer", SupportDeskClient.agent("ida"), "queue", "gate-critical");

        assertStandsByItself(member, "gate-critical");
    }

    /// S4: an explicit way out, and nothing takes it in again.
    @Test
    void a_member_taken_out_stands_by_itself() {
        var member = swallowed();

        var out = desk.delete("/support/cases/" + member + "/incident", SupportDeskClient.agent("ida"));

        assertThat(out.status()).as(out.response().text()).isEqualTo(200);
        assertStandsByItself(member, "payments");
        reports(1, "errorCode", "CARD_DECLINED");
        assertStandsByItself(member, "payments");
        assertThat(desk.delete("/support/cases/" + member + "/incident", SupportDeskClient.agent("ida"))
                        .status())
                .isEqualTo(200);
    }

    /// S10: a frozen case of the bulk pod does not overflow.
    @Test
    void a_case_of_the_bulk_pod_does_not_overflow() {
        var member = swallowed();

        pass(Duration.ofMinutes(5));

        assertThat(events(member, "OVERFLOWED")).isZero();
    }
}
