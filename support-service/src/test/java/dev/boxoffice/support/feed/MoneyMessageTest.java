package dev.boxoffice.support.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What the desk makes of what booking-service tells of money.
class MoneyMessageTest extends SupportServiceTest {

    @Autowired
    private PlatformEventListener listener;

    @Autowired
    private StringRedisTemplate redis;

    @BeforeEach
    void emptyStreams() {
        redis.delete(PlatformStreamStore.STREAMS);
    }

    private void tell(String type, Map<String, ?> data) {
        var id = UUID.randomUUID().toString();
        var payload = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "messageId",
                        id,
                        "type",
                        type,
                        "occurredAt",
                        clock.instant().toString(),
                        "data",
                        data));
        redis.opsForStream().add("bo:events:booking", Map.of("id", id, "type", type, "payload", payload));
        listener.readAll();
    }

    private static Map<String, Object> data(UUID event, UUID booking, String... more) {
        var data = new HashMap<String, Object>(Map.of("bookingId", booking, "eventId", event, "buyer", "alice"));
        for (var i = 0; i < more.length; i += 2) {
            data.put(more[i], more[i + 1]);
        }
        return data;
    }

    private String statusOf(String sourceKey) {
        return jdbc.sql("select status from support.support_case where source_key = ?")
                .param(sourceKey)
                .query(String.class)
                .single();
    }

    /// M8: the refund's success settles the case, whichever of the two messages comes first.
    @Test
    void a_stray_capture_that_is_refunded_settles_its_case_in_either_order() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var early = PlatformTables.booking(event, "alice", "PAYMENT_FAILED");
        tell("PaymentCapturedWithoutTicket", data(event, early));
        assertThat(statusOf("PAYMENT_WITHOUT_TICKET:" + early)).isEqualTo("ROUTED");
        PlatformTables.refundWithoutTicket(event, early);
        tell("RefundSucceeded", data(event, early, "refundId", "r1", "reason", "NO_TICKET"));
        assertThat(statusOf("PAYMENT_WITHOUT_TICKET:" + early)).isEqualTo("RESOLVED");

        var late = PlatformTables.booking(event, "bob", "PAYMENT_FAILED");
        PlatformTables.refundWithoutTicket(event, late);
        tell("RefundSucceeded", data(event, late, "refundId", "r2", "reason", "NO_TICKET"));
        tell("PaymentCapturedWithoutTicket", data(event, late));
        assertThat(statusOf("PAYMENT_WITHOUT_TICKET:" + late)).isEqualTo("RESOLVED");
    }

    /// M3: a refund that failed is a case of its own, until another has succeeded.
    @Test
    void a_failed_refund_is_a_case_until_the_money_is_back() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "CANCELLED");
        var failed = data(event, booking, "refundId", "r3", "failureCode", "expired_or_canceled_card");
        tell("RefundFailed", failed);
        tell("RefundFailed", failed);
        assertThat(statusOf("REFUND_FAILED:r3")).isEqualTo("ROUTED");
        tell("RefundSucceeded", data(event, booking, "refundId", "r4", "reason", "ORGANIZER"));
        assertThat(statusOf("REFUND_FAILED:r3")).isEqualTo("RESOLVED");
    }

    /// M4: a dispute is the desk's, also when the booking is refunded beside it.
    @Test
    void a_dispute_is_a_case_that_a_refund_does_not_end() {
        var event = PlatformTables.event("olga", clock.instant().plus(Duration.ofDays(9)));
        var booking = PlatformTables.booking(event, "alice", "CONFIRMED");
        tell("PaymentDisputed", data(event, booking, "disputeId", "du_1", "reason", "fraudulent"));
        tell("BookingRefunded", data(event, booking));
        assertThat(statusOf("PAYMENT_DISPUTED:du_1")).isEqualTo("ROUTED");
    }

    /// B7: what booking-service wants a buyer told goes out by the desk's mail server.
    @Test
    void requested_mail_is_in_the_outbox_once() {
        var mail = Map.of("recipient", "alice@example.org", "subject", "Cancelled", "body", "We are sorry.");
        tell("MailRequested", mail);
        assertThat(jdbc.sql("select count(*) from support.mail where recipient = 'alice@example.org'")
                        .query(Long.class)
                        .single())
                .isOne();
        tell("MailRequested", Map.of("recipient", "nobody", "subject", "x", "body", "y"));
        assertThat(jdbc.sql("select count(*) from support.mail")
                        .query(Long.class)
                        .single())
                .isOne();
    }
}
