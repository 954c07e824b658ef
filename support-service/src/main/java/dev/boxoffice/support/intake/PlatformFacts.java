package dev.boxoffice.support.intake;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.CaseFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What the other services' tables say, read with the select grants they gave the desk.
///
/// Always outside the caller's transaction: a table that is not there yet must not spoil it.
@Component
public class PlatformFacts {

    /// A booking with its payment and event.
    public record BookingRecord(
            UUID bookingId,
            UUID eventId,
            String buyer,
            @Nullable String eventOwner,
            CaseFacts facts) {}

    /// An event, and what it would still earn.
    public record EventRecord(
            UUID eventId,
            String name,
            @Nullable String owner,
            String status,
            @Nullable Instant startsAt) {

        CaseFacts asFacts() {
            return new CaseFacts(null, null, null, null, null, name, status, startsAt);
        }
    }

    private final JdbcClient jdbc;

    PlatformFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<EventRecord> event(UUID eventId) {
        return jdbc.sql("select id, name, owner, status, starts_at from catalog.event where id = ?")
                .param(eventId)
                .query((row, _) -> new EventRecord(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("owner"),
                        row.getString("status"),
                        UtcTime.readNullable(row, "starts_at")))
                .optional();
    }

    /// Money counts as taken while Stripe reported a success and no refund is under way or done.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<BookingRecord> booking(UUID bookingId) {
        return jdbc.sql("""
                        select b.id, b.event_id, b.buyer, b.status, b.amount, b.currency,
                               e.name as event_name, e.status as event_status, e.owner as event_owner, e.starts_at,
                               b.status in ('CONFIRMED') as tickets_issued,
                               (b.status = 'CONFIRMED' or exists (
                                    select 1 from booking.payment_event p
                                     where p.event_id = b.event_id and p.booking_id = b.id
                                       and p.type = 'payment_intent.succeeded'))
                               and not exists (
                                    select 1 from booking.refund r
                                     where r.event_id = b.event_id and r.booking_id = b.id and r.status <> 'FAILED')
                               as captured
                          from booking.booking b left join catalog.event e on e.id = b.event_id
                         where b.id = ?
                        """)
                .param(bookingId)
                .query(PlatformFacts::bookingRecord)
                .optional();
    }

    private static BookingRecord bookingRecord(ResultSet row, int number) throws SQLException {
        return new BookingRecord(
                row.getObject("id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("buyer"),
                row.getString("event_owner"),
                new CaseFacts(
                        row.getString("status"),
                        row.getBoolean("captured"),
                        row.getBoolean("tickets_issued"),
                        row.getLong("amount"),
                        row.getString("currency"),
                        row.getString("event_name"),
                        row.getString("event_status"),
                        UtcTime.readNullable(row, "starts_at")));
    }

    /// What the unsold tickets of an event are worth, in minor units of its own currency.
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public long unsoldValue(UUID eventId) {
        return jdbc.sql("""
                        select coalesce(sum(tier.amount * unsold.tickets), 0)
                          from (select price_tier, count(*) as tickets from inventory.ticket
                                 where event_id = :event and status = 'AVAILABLE' group by price_tier) unsold
                          join catalog.price_tier tier on tier.event_id = :event and tier.position = unsold.price_tier
                        """).param("event", eventId).query(Long.class).single();
    }

    /// Minor units lost with each hour that passes before the doors.
    public static long perHour(long value, @Nullable Instant startsAt, Instant now) {
        var hours = startsAt == null
                ? 24
                : Math.max(1, Duration.between(now, startsAt).toHours());
        return value / hours;
    }
}
