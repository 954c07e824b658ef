package dev.boxoffice.support;

import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts events, bookings and payments where the other services would.
public final class PlatformTables {

    private PlatformTables() {}

    private static JdbcClient database() {
        return JdbcClient.create(TestPostgres.shared().superuser());
    }

    /// What a claim needs to be of severity 1: two payments of one booking, one without a ticket, or a ticket at the
    /// doors.
    public static UUID evidence(String reporter, String errorCode, Instant now) {
        var atTheDoors = errorCode.equals("ENTRY_REFUSED");
        var event = event("olga", now.plus(Duration.ofHours(atTheDoors ? 1 : 400)));
        var booking = booking(event, reporter, errorCode.startsWith("PAYMENT") ? "PAYMENT_FAILED" : "CONFIRMED");
        if (!atTheDoors) {
            captured(event, booking, now);
        }
        if (errorCode.equals("DOUBLE_CHARGE")) {
            capturedAgain(event, booking, now);
        }
        return booking;
    }

    public static UUID eventStartingAt(Instant start) {
        return event("olga", start);
    }

    public static UUID event(String owner, Instant start) {
        var venue = UUID.randomUUID();
        var event = UUID.randomUUID();
        database().sql("""
                        insert into catalog.venue (id, owner, name, city, country_code, timezone, created_at, updated_at)
                        values (?, ?, 'Hall', 'Town', 'DE', 'Europe/Berlin', now(), now())
                        """).params(venue, owner).update();
        database()
                .sql("""
                        insert into catalog.event (id, owner, name, category, venue_id, starts_at, status,
                            max_tickets_per_booking, max_tickets_per_customer, created_at, updated_at)
                        values (?, ?, 'Evening of brass', 'MUSIC', ?, ?, 'PUBLISHED', 8, 8, now(), now())
                        """)
                .params(event, owner, venue, start.atOffset(ZoneOffset.UTC))
                .update();
        return event;
    }

    public static void cancel(UUID event, Instant when) {
        database()
                .sql("update catalog.event set status = 'CANCELLED', cancelled_at = ? where id = ?")
                .params(when.atOffset(ZoneOffset.UTC), event)
                .update();
    }

    public static UUID booking(UUID event, String buyer, String status) {
        var id = UUID.randomUUID();
        database()
                .sql("""
                        insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount,
                            currency, status, created_at, updated_at)
                        values (:event, :id, :buyer, cast(:id as text), '{1}', '{4500}', 1, 4500, 'EUR', :status, now(), now())
                        """)
                .param("event", event)
                .param("id", id)
                .param("buyer", buyer)
                .param("status", status)
                .update();
        return id;
    }

    public static void status(UUID booking, String status) {
        database()
                .sql("update booking.booking set status = ? where id = ?")
                .params(status, booking)
                .update();
    }

    public static void captured(UUID event, UUID booking, Instant when) {
        database()
                .sql("""
                        insert into booking.payment_event (event_id, stripe_id, type, booking_id, received_at)
                        values (?, ?, 'payment_intent.succeeded', ?, ?)
                        """)
                .params(event, "evt_" + booking, booking, when.atOffset(ZoneOffset.UTC))
                .update();
    }

    public static void capturedAgain(UUID event, UUID booking, Instant when) {
        database()
                .sql("""
                        insert into booking.payment_event (event_id, stripe_id, type, booking_id, received_at)
                        values (?, ?, 'payment_intent.succeeded', ?, ?)
                        """)
                .params(event, "evt_again_" + booking, booking, when.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// A booking that was paid for and undone since.
    public static UUID undone(UUID event, String buyer, String cancelReason) {
        var id = booking(event, buyer, "CANCELLED");
        captured(event, id, Instant.now());
        database()
                .sql("update booking.booking set cancel_reason = ? where id = ?")
                .params(cancelReason, id)
                .update();
        return id;
    }

    /// @param assignments in SQL
    public static void change(UUID booking, String assignments) {
        database()
                .sql("update booking.booking set " + assignments + " where id = ?")
                .param(booking)
                .update();
    }

    public static void refund(UUID event, UUID booking, String status) {
        var known = database()
                .sql("update booking.refund set status = ? where event_id = ? and booking_id = ?")
                .params(status, event, booking)
                .update();
        if (known == 0) {
            refund(event, booking, "EVENT_CANCELLED", status);
        }
    }

    /// Money that no ticket stands for, about to be sent back: written together with the message of it.
    public static void refundDueWithoutTicket(UUID event, UUID booking) {
        refund(event, booking, "NO_TICKET", "DUE");
    }

    /// Money that no ticket stood for, and that is back.
    public static void refundWithoutTicket(UUID event, UUID booking) {
        refund(event, booking, "NO_TICKET", "SUCCEEDED");
    }

    public static void refund(UUID event, UUID booking, String reason, String status) {
        database()
                .sql("""
                        insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason,
                            status, created_at, updated_at)
                        values (:event, :id, :booking, :intent, 4500, 'EUR', :reason, :status, now(), now())
                        """)
                .param("event", event)
                .param("id", UUID.randomUUID())
                .param("booking", booking)
                .param("intent", "pi_" + booking)
                .param("reason", reason)
                .param("status", status)
                .update();
    }
}
