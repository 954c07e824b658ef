package dev.boxoffice.support.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TestRedis;
import dev.boxoffice.testkit.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseIntakeTest extends SupportServiceTest {

    private UUID anEvent() {
        return PlatformTables.event("olga", clock.instant().plus(Duration.ofHours(100)));
    }

    @Test
    void the_bookings_facts_are_snapshot_with_the_case() {
        var event = anEvent();
        var booking = BOOKINGS.knows("CONFIRMED", event);

        var id = desk.open("alice", "bookingId", booking.toString(), "body", "I paid but have no ticket")
                .id();

        var seen = desk.get("/support/cases/" + id, SupportDeskClient.agent("erin"));
        assertThat(seen.text("eventId")).isEqualTo(event.toString());
        assertThat(seen.text("category")).isEqualTo("TICKET_DELIVERY"); // the tickets exist: they did not reach alice
        var facts = seen.body().path("desk").path("facts");
        assertThat(facts.path("bookingStatus").asString()).isEqualTo("CONFIRMED");
        assertThat(facts.path("eventName").asString()).isEqualTo("Evening of brass");
        assertThat(seen.body().path("desk").path("factsComplete").asBoolean()).isTrue();
    }

    @Test
    void a_booking_service_that_is_gone_is_passed_over_for_the_next() {
        var event = anEvent();
        for (var i = 0; i < 4; i++) { // every other turn begins with the one that is gone
            var booking = BOOKINGS.knows("CONFIRMED", event);
            var id = desk.open("alice", "bookingId", booking.toString()).id();
            assertThat(column(id, "facts_complete", Boolean.class)).isTrue();
        }
    }

    @Test
    void somebody_elses_booking_is_refused() {
        var refused = desk.open("mallory", "bookingId", UUID.randomUUID().toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsString("field")).containsExactly("bookingId");
        assertThat(desk.open("mallory", "bookingId", "b-1").status()).isEqualTo(422);
        assertThat(desk.open("mallory", "eventId", UUID.randomUUID().toString()).status())
                .isEqualTo(422);
        assertThat(jdbc.sql("select count(*) from support.support_case")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_silent_booking_service_holds_nobody_up_and_the_case_is_enriched_later() {
        var event = anEvent();
        var booking = PlatformTables.booking(event, "alice", "PAYMENT_FAILED");
        PlatformTables.captured(event, booking, clock.instant());
        BOOKINGS.fallSilent();

        // It stays silent until the test is over, so that an answer means that nobody waited for it.
        var opened = desk.open("alice", "bookingId", booking.toString(), "body", "hello");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(column(opened.id(), "facts_complete", Boolean.class)).isFalse();
        assertThat(column(opened.id(), "severity", Integer.class)).isEqualTo(3);

        pass(Duration.ofSeconds(5));

        // Its own tables say that money was taken and there is no ticket.
        assertThat(column(opened.id(), "facts_complete", Boolean.class)).isTrue();
        assertThat(column(opened.id(), "severity", Integer.class)).isEqualTo(1);
        assertThat(column(opened.id(), "queue", String.class)).isEqualTo("payments-critical");
        assertThat(column(opened.id(), "event_id", UUID.class)).isEqualTo(event);
        assertThat(events(opened.id(), "ENRICHED")).isOne();
    }

    @Test
    void a_booking_that_turns_out_to_be_somebody_elses_is_taken_off_the_case() {
        var booking = PlatformTables.booking(anEvent(), "alice", "CONFIRMED");
        BOOKINGS.failsWith(500);
        var id = desk.open("mallory", "bookingId", booking.toString()).id();

        pass(Duration.ofSeconds(5));

        assertThat(jdbc.sql("select booking_id is null from support.support_case where id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /// S1: a claim is not borne out by somebody else's booking, however late its booking is looked at.
    @Test
    void a_booking_nobody_has_looked_at_yet_bears_no_claim_out() {
        var booking = PlatformTables.evidence("alice", "PAYMENT_CAPTURED_WITHOUT_TICKET", clock.instant());
        BOOKINGS.failsWith(500);
        var id = desk.open("mallory", "bookingId", booking.toString(), "errorCode", "PAYMENT_CAPTURED_WITHOUT_TICKET")
                .id();
        jdbc.sql("update support.timer set wake_at = wake_at + interval '1 hour' where kind = 'ENRICH'")
                .update();

        pass(Duration.ofMinutes(30));

        assertThat(column(id, "severity", Integer.class)).isEqualTo(2);
        assertThat(column(id, "facts_complete", Boolean.class)).isFalse();
        assertThat(events(id, "ENRICHED")).isZero();
        pass(Duration.ofHours(1));
        assertThat(jdbc.sql("select booking_id is null from support.support_case where id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(column(id, "severity", Integer.class)).isEqualTo(2);
    }

    @Test
    void an_organiser_may_report_about_a_booking_for_an_event_of_theirs() {
        var booking = PlatformTables.booking(anEvent(), "alice", "CONFIRMED");
        var token = TokenIssuer.shared().token("olga", "organizer");

        var opened = desk.post("/support/cases", token, SupportDeskClient.report("bookingId", booking.toString()));

        assertThat(opened.status()).isEqualTo(201);
        assertThat(column(opened.id(), "tier", String.class)).isEqualTo("ORGANISER");
        assertThat(jdbc.sql("select target_ms from support.sla_clock where case_id = ? and kind = 'FIRST_RESPONSE'")
                        .param(opened.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(Duration.ofMinutes(15).toMillis());
    }

    @Test
    void doors_within_four_hours_raise_a_report() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofHours(3)));

        PlatformTables.booking(event, "alice", "CONFIRMED");

        var opened = desk.open("alice", "eventId", event.toString(), "errorCode", "REFUND_LATE");

        assertThat(opened.body().path("severity").asInt()).isEqualTo(1);
        assertThat(opened.text("queue")).isEqualTo("payments-critical");
    }

    @Test
    void intake_goes_on_without_redis() {
        var redis = TestRedis.shared();
        redis.suspend();
        try {
            assertThat(desk.open("alice", "body", "while Redis is away").status())
                    .isEqualTo(201);
        } finally {
            redis.resume();
        }
    }

    @Test
    void contractors_see_masked_names_and_mails() {
        var id = desk.post(
                        "/support/cases",
                        TokenIssuer.shared()
                                .tokenWith(
                                        "carol", Map.of("name", "Carol Jones", "email", "carol@example.org"), "buyer"),
                        SupportDeskClient.report("body", "This is Carol Jones, write to carol.j@example.org please"))
                .id();
        desk.put("/support/agents/temp", SupportDeskClient.manager(), Map.of("contractor", true));

        var seen = desk.get("/support/cases/" + id, SupportDeskClient.agent("temp"));
        desk.vouchFor("staff");
        var whole = desk.get("/support/cases/" + id, SupportDeskClient.agent("staff"));

        assertThat(seen.response().text()).doesNotContain("Carol", "Jones", "carol@", "carol.j", "\"carol\"");
        assertThat(whole.response().text()).contains("Carol Jones", "carol@example.org");
        assertThat(desk.get("/support/cases/" + id + "/history", SupportDeskClient.agent("temp"))
                        .response()
                        .text())
                .doesNotContain("carol");
        assertThat(desk.put("/support/agents/me", SupportDeskClient.agent("temp"), Map.of("contractor", false))
                        .status())
                .isEqualTo(403);
        assertThat(desk.put("/support/agents/temp", SupportDeskClient.agent("temp"), Map.of("contractor", false))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_case_survives_an_absurd_report() {
        var body = "'; drop table support.support_case; -- " + "𝕬".repeat(2000);
        var opened = desk.open("alice", "subject", "Line\r\nBcc: all@example.org", "body", body);

        assertThat(opened.status()).isEqualTo(201);
        assertThat(desk.get("/support/cases/" + opened.id(), SupportDeskClient.buyer("alice"))
                        .text("subject"))
                .isEqualTo("Line Bcc: all@example.org");
        assertThat(Instant.parse(opened.text("dueAt"))).isAfter(clock.instant());
    }

    /// I2: text that no database takes and nobody reads is the reporter's mistake, and named.
    @Test
    void control_characters_in_a_report_are_refused() {
        var refused = desk.open("alice", "body", "a\u0000b");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").findValuesAsString("field")).containsExactly("body");
    }
}
