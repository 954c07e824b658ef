package dev.boxoffice.support.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TestRedis;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

class PlatformEventListenerTest extends SupportServiceTest {

    @Autowired
    private PlatformEventListener listener;

    @Autowired
    private MissedMessageWorker missed;

    @Autowired
    private StringRedisTemplate redis;

    @BeforeEach
    void emptyStreams() {
        redis.delete(PlatformStreamStore.STREAMS);
    }

    private void tell(String stream, UUID messageId, String type, Map<String, ?> data) {
        var payload = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "messageId",
                        messageId,
                        "type",
                        type,
                        "occurredAt",
                        clock.instant().toString(),
                        "data",
                        data));
        redis.opsForStream()
                .add("bo:events:" + stream, Map.of("id", messageId.toString(), "type", type, "payload", payload));
    }

    private UUID onlyCase() {
        return jdbc.sql("select id from support.support_case")
                .query(ColumnRowMapper.ID)
                .single();
    }

    private long cases() {
        return jdbc.sql("select count(*) from support.support_case")
                .query(Long.class)
                .single();
    }

    @Test
    void money_without_a_ticket_opens_a_severity_1_case_before_the_buyer_complains() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "PAYMENT_FAILED");
        PlatformTables.refundDueWithoutTicket(event, booking); // as its sender does, before anybody reads of it
        var message = UUID.randomUUID();
        for (var i = 0; i < 3; i++) {
            tell("booking", message, "PaymentCapturedWithoutTicket", Map.of("bookingId", booking, "eventId", event));
        }
        tell("booking", UUID.randomUUID(), "PaymentCapturedWithoutTicket", Map.of("bookingId", booking));
        listener.readAll();
        listener.readAll();

        assertThat(cases()).isOne();
        var seen = desk.get("/support/cases/" + onlyCase(), SupportDeskClient.buyer("alice"));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body().path("severity").asInt()).isEqualTo(1);
        assertThat(seen.text("queue")).isEqualTo("payments-critical");
    }

    private void requestMail(String body) {
        tell(
                "booking",
                UUID.randomUUID(),
                "MailRequested",
                Map.of("recipient", "a@b.example", "subject", "s", "body", body));
    }

    private long mails(String what) {
        return jdbc.sql("select count(" + what + ") from support.mail where recipient = 'a@b.example'")
                .query(Long.class)
                .single();
    }

    @Test
    void mails_asked_for_together_wait_for_the_disk_once() {
        for (var i = 0; i < 40; i++) {
            requestMail("Your tickets " + i);
        }
        listener.readAll();

        assertThat(mails("*")).isEqualTo(40);
        assertThat(mails("distinct xmin::text")).isOne();
    }

    @Test
    void a_mail_that_cannot_be_stored_keeps_no_other() {
        requestMail("Your tickets");
        requestMail("nobody can store a \0");
        requestMail("Your tickets, too");
        listener.readAll();

        assertThat(mails("*")).isEqualTo(2);
        assertThat(pending()).isOne();
    }

    @Test
    void what_a_dead_reader_left_unacknowledged_is_taken_over_once_it_has_waited() {
        var told = capturedWithoutTicketReadBySomebodyElse();
        listener.readAll();
        assertThat(cases()).isZero(); // it may still be at work

        claimForTheDead(told, "IDLE 60000");
        listener.readAll();

        assertThat(cases()).isOne();
        assertThat(pending()).isZero();
    }

    @Test
    void a_message_that_failed_its_readers_again_and_again_is_set_aside() {
        var told = capturedWithoutTicketReadBySomebodyElse();
        claimForTheDead(told, "IDLE 60000 RETRYCOUNT 11");
        listener.readAll();

        assertThat(cases()).isZero();
        assertThat(pending()).isZero();
    }

    @SuppressWarnings("unchecked") // the generic varargs of Spring's read(…)
    private String capturedWithoutTicketReadBySomebodyElse() {
        listener.readAll();
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "PAYMENT_FAILED");
        tell("booking", UUID.randomUUID(), "EventPublished", Map.of());
        listener.readAll(); // makes the group
        tell("booking", UUID.randomUUID(), "PaymentCapturedWithoutTicket", Map.of("bookingId", booking));
        var read = redis.<String, String>opsForStream()
                .read(
                        Consumer.from(PlatformStreamStore.GROUP, "dead"),
                        StreamReadOptions.empty().count(10),
                        StreamOffset.create("bo:events:booking", ReadOffset.lastConsumed()));
        return Objects.requireNonNull(read).getFirst().getId().getValue();
    }

    /// As if time had gone by since that reader took it.
    private void claimForTheDead(String id, String options) {
        TestRedis.shared()
                .command("XCLAIM bo:events:booking " + PlatformStreamStore.GROUP + " dead 0 " + id + " " + options
                        + " JUSTID");
    }

    private long pending() {
        return Objects.requireNonNull(redis.opsForStream().pending("bo:events:booking", PlatformStreamStore.GROUP))
                .getTotalPendingMessages();
    }

    @Test
    void late_news_of_a_booking_that_has_its_tickets_opens_nothing() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "CONFIRMED");
        tell("booking", UUID.randomUUID(), "BookingConfirmed", Map.of("bookingId", booking));
        tell("booking", UUID.randomUUID(), "PaymentCapturedWithoutTicket", Map.of("bookingId", booking));
        listener.readAll();

        assertThat(cases()).isZero();
    }

    @Test
    void a_capture_nobody_told_of_is_found_after_two_minutes() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "PROCESSING");
        PlatformTables.captured(event, booking, clock.instant());

        clock.pass(Duration.ofSeconds(119));
        missed.handleMissed();
        assertThat(cases()).isZero();
        clock.pass(Duration.ofSeconds(1));
        missed.handleMissed();
        missed.handleMissed();
        assertThat(cases()).isOne();

        PlatformTables.status(booking, "CONFIRMED");
        tell("booking", UUID.randomUUID(), "BookingConfirmed", Map.of("bookingId", booking));
        listener.readAll();
        assertThat(column(onlyCase(), "status", String.class)).isEqualTo("RESOLVED");
    }

    /// P1: of most sales the desk has no case, and it writes nothing about them.
    @Test
    void of_sales_that_nobody_has_a_case_about_nothing_is_written() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var troubled = PlatformTables.booking(event, "alice", "PAYMENT_FAILED");
        tell("booking", UUID.randomUUID(), "PaymentCapturedWithoutTicket", Map.of("bookingId", troubled));
        listener.readAll();
        for (var sale = 0; sale < 60; sale++) {
            tell("booking", UUID.randomUUID(), "BookingConfirmed", Map.of("bookingId", UUID.randomUUID()));
        }
        PlatformTables.status(troubled, "CONFIRMED");
        tell("booking", UUID.randomUUID(), "BookingConfirmed", Map.of("bookingId", troubled));
        listener.readAll();

        assertThat(pending()).isZero();
        assertThat(jdbc.sql("select count(*) from support.inbox where type = 'BookingConfirmed'")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(column(onlyCase(), "status", String.class)).isEqualTo("RESOLVED");
    }

    /// A Redis that came back empty has lost the message; the tables have not.
    @Test
    void a_case_ends_by_itself_also_where_the_message_of_its_tickets_is_lost() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "PAYMENT_FAILED");
        tell("booking", UUID.randomUUID(), "PaymentCapturedWithoutTicket", Map.of("bookingId", booking));
        listener.readAll();
        missed.handleMissed();
        assertThat(column(onlyCase(), "status", String.class)).isNotEqualTo("RESOLVED");

        PlatformTables.status(booking, "CONFIRMED");
        missed.handleMissed();
        assertThat(column(onlyCase(), "status", String.class)).isEqualTo("RESOLVED");
    }

    @Test
    void a_cancelled_event_is_an_acknowledged_incident_that_ends_when_every_refund_is_confirmed() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "CONFIRMED");
        var early = desk.open("alice", "eventId", event.toString(), "body", "Is it true?")
                .id();
        var refused = desk.open("bob", "eventId", event.toString(), "errorCode", "ENTRY_REFUSED")
                .id();
        PlatformTables.cancel(event, clock.instant());
        tell("catalog", UUID.randomUUID(), "EventCancelled", Map.of("eventId", event, "name", "Evening of brass"));
        tell("catalog", UUID.randomUUID(), "EventCancelled", Map.of("eventId", event, "name", "Evening of brass"));
        listener.readAll();
        missed.handleMissed();

        var incident = jdbc.sql("select id from support.incident")
                .query(ColumnRowMapper.ID)
                .single();
        var late = desk.open(
                "carol", "eventId", event.toString(), "body", "The concert is cancelled, where is my refund?");
        assertThat(late.text("incidentId")).isEqualTo(incident.toString());
        assertThat(late.text("acknowledgement")).startsWith("We're already fixing this.");
        assertThat(column(early, "incident_id", UUID.class)).isEqualTo(incident);
        assertThat(column(refused, "severity", Integer.class)).isEqualTo(2); // its own, not the incident's 3

        var resolution = "/support/incidents/" + incident + "/resolution";
        assertThat(desk.post(resolution, SupportDeskClient.agent("ida"), Map.of())
                        .problem())
                .isEqualTo("refunds-outstanding");
        PlatformTables.status(booking, "CANCELLED");
        PlatformTables.refund(event, booking, "PENDING");
        assertThat(desk.post(resolution, SupportDeskClient.agent("ida"), Map.of())
                        .problem())
                .isEqualTo("refunds-outstanding");
        PlatformTables.refund(event, booking, "SUCCEEDED");
        PlatformTables.status(booking, "REFUNDED");
        assertThat(desk.post(resolution, SupportDeskClient.agent("ida"), Map.of())
                        .text("status"))
                .isEqualTo("RESOLVED");
        assertThat(column(late.id(), "status", String.class)).isEqualTo("RESOLVED");
        assertThat(column(refused, "status", String.class)).isEqualTo("ROUTED");
    }

    @Test
    void a_message_that_cannot_be_read_blocks_nobody() {
        redis.opsForStream().add("bo:events:booking", Map.of("payload", "{not json"));
        redis.opsForStream().add("bo:events:booking", Map.of("other", "thing"));
        var booking = UUID.randomUUID();
        tell(
                "booking",
                UUID.randomUUID(),
                "PaymentCapturedWithoutTicket",
                Map.of("bookingId", booking, "buyer", "alice"));
        tell("booking", UUID.randomUUID(), "SomethingNew", Map.of());
        listener.readAll();

        assertThat(cases()).isOne();
        assertThat(redis.opsForStream()
                        .pending("bo:events:booking", PlatformStreamStore.GROUP)
                        .getTotalPendingMessages())
                .isZero();
    }

    @Test
    void an_event_moved_into_the_next_hours_raises_its_cases() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var id = desk.open("alice", "eventId", event.toString(), "errorCode", "NAME_CORRECTION")
                .id();
        org.springframework.jdbc.core.simple.JdbcClient.create(
                        dev.boxoffice.testkit.TestPostgres.shared().superuser())
                .sql("update catalog.event set starts_at = ? where id = ?")
                .params(clock.instant().plus(Duration.ofHours(2)).atOffset(java.time.ZoneOffset.UTC), event)
                .update();
        tell("catalog", UUID.randomUUID(), "EventChanged", Map.of("eventId", event));
        listener.readAll();

        assertThat(column(id, "severity", Integer.class)).isEqualTo(2);
    }

    /// S10: a cancelled event nobody reported ends its incident by itself.
    @Test
    void a_cancelled_event_without_reporters_ends_by_itself_once_every_refund_is_confirmed() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "CANCELLED");
        PlatformTables.refund(event, booking, "PENDING");
        tell("catalog", UUID.randomUUID(), "EventCancelled", Map.of("eventId", event, "name", "Evening of brass"));
        listener.readAll();

        pass(Duration.ofMinutes(10));
        assertThat(openIncidents()).isOne();

        PlatformTables.refund(event, booking, "SUCCEEDED");
        pass(Duration.ofMinutes(10));
        assertThat(openIncidents()).isZero();
    }

    private long openIncidents() {
        return jdbc.sql("select count(*) from support.incident where status = 'ACKNOWLEDGED'")
                .query(Long.class)
                .single();
    }

    /// S10: what the platform opens it does not put in the buyer's mouth.
    @Test
    void a_case_the_platform_opened_says_so_and_keeps_the_buyers_tier() {
        desk.put("/support/contracts/vera", SupportDeskClient.manager(), Map.of("tier", "VIP"));
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "vera", "PAYMENT_FAILED");
        PlatformTables.captured(event, booking, clock.instant());
        tell("booking", UUID.randomUUID(), "PaymentCapturedWithoutTicket", Map.of("bookingId", booking));
        listener.readAll();

        var seen = desk.get("/support/cases/" + onlyCase(), SupportDeskClient.buyer("vera"));
        assertThat(seen.text("acknowledgement")).startsWith("We noticed ourselves");
        assertThat(column(onlyCase(), "tier", String.class)).isEqualTo("VIP");
        assertThat(jdbc.sql("select actor from support.case_event where case_id = ? and type = 'OPENED'")
                        .param(onlyCase())
                        .query(String.class)
                        .single())
                .isEqualTo("desk");
    }
}
