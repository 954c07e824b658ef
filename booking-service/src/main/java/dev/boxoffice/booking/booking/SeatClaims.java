package dev.boxoffice.booking.booking;

import dev.boxoffice.booking.booking.Booking.Attempt;
import dev.boxoffice.booking.booking.ClaimResult.AlreadyClaimed;
import dev.boxoffice.booking.booking.ClaimResult.Claimed;
import dev.boxoffice.booking.booking.ClaimResult.NotOnSale;
import dev.boxoffice.booking.booking.ClaimResult.SeatsTaken;
import dev.boxoffice.booking.booking.ClaimResult.TooManyForCustomer;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.seats.SeatChange;
import dev.boxoffice.platform.id.TimeOrderedId;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Claims seats in Postgres: one statement that takes all of them or changes nothing.
@Repository
public class SeatClaims {

    /// Locks are taken in one order everywhere: booking, tickets by ordinal, the customer's count. Two buyers
    /// who want the same seats in any order therefore wait for each other, never crosswise; the second finds
    /// fewer seats than it wants available and gets none.
    private static final String CLAIM = """
            with event as (
                select id, max_tickets_per_customer from catalog.event
                 where id = :event and status = 'PUBLISHED'
                   and (sales_start_at is null or sales_start_at <= :heldAt)
                   and coalesce(sales_end_at, ends_at, starts_at) > :heldAt
            ), before as (
                select id from booking.booking where event_id = :event and hold_key = :hold
            ), seat as (
                select t.ordinal, t.price_tier, p.amount, p.currency
                  from inventory.ticket t
                  join catalog.price_tier p on p.event_id = :event and p.position = t.price_tier
                 where t.event_id = :event and t.ordinal = any(:ordinals) and t.status = 'AVAILABLE'
                   and exists (select from event) and not exists (select from before)
                 order by t.ordinal
                   for update of t
            ), counted as (
                insert into booking.customer_tickets as c (event_id, buyer, quantity)
                select :event, :buyer, :quantity from event
                 where (select count(*) from seat) = :quantity and :quantity <= max_tickets_per_customer
                on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
                 where c.quantity + excluded.quantity <= (select max_tickets_per_customer from event)
                returning quantity
            ), claimed as (
                update inventory.ticket t
                   set status = 'RESERVED', booking_id = :booking, owner = :buyer, version = t.version + 1, changed_at = :now
                 where t.event_id = :event and t.ordinal = any(:ordinals) and exists (select from counted)
                returning t.ordinal, t.version
            ), booked as (
                insert into booking.booking (event_id, id, buyer, hold_key, ordinals, quantity, amount, currency, status,
                    attempt_started_at, payment_method, admission_id, payment_deadline, next_check_at, created_at, updated_at)
                select :event, :booking, :buyer, :hold, :ordinals, :quantity, sum(amount), min(currency), 'PROCESSING',
                       :now, :method, :admission, :deadline, :firstCheck, :now, :now
                  from seat where exists (select from counted)
                having count(*) > 0
                returning amount, currency
            ), lines as (
                insert into booking.booking_line (event_id, booking_id, ordinal, price_tier, amount)
                select :event, :booking, ordinal, price_tier, amount from seat where exists (select from counted)
            ), mirrored as (
                insert into booking.mirror_outbox (event_id, booking_id, ordinals, changed_at)
                select :event, :booking, :ordinals, :now from booked
                returning id
            )
            select (select count(*) from event) on_sale, (select max_tickets_per_customer from event) limit_,
                   (select count(*) from before) before_,
                   (select array_agg(ordinal) from seat) free,
                   (select amount from booked) amount, (select currency from booked) currency,
                   (select id from mirrored) mirrored,
                   (select array_agg(ordinal order by ordinal) from claimed) ordinals,
                   (select array_agg(version order by ordinal) from claimed) versions
            """;

    /// The same for a booking whose payment failed: its seats once more, for another card.
    private static final String CLAIM_AGAIN = """
            with before as (
                select id, ordinals, quantity, buyer, created_at from booking.booking
                 where event_id = :event and id = :booking and status = 'PAYMENT_FAILED' and attempt = :attempt
                   for update
            ), event as (
                select e.id, e.max_tickets_per_customer from catalog.event e, before b
                 where e.id = :event and e.status = 'PUBLISHED'
            ), seat as (
                select t.ordinal from inventory.ticket t
                 where t.event_id = :event and t.ordinal = any(:ordinals) and t.status = 'AVAILABLE'
                   and exists (select from event)
                 order by t.ordinal
                   for update
            ), counted as (
                insert into booking.customer_tickets as c (event_id, buyer, quantity)
                select :event, buyer, quantity from before
                 where (select count(*) from seat) = quantity
                   and quantity <= (select max_tickets_per_customer from event)
                on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
                 where c.quantity + excluded.quantity <= (select max_tickets_per_customer from event)
                returning quantity
            ), claimed as (
                update inventory.ticket t
                   set status = 'RESERVED', booking_id = :booking, owner = :buyer, version = t.version + 1, changed_at = :now
                 where t.event_id = :event and t.ordinal = any(:ordinals) and exists (select from counted)
                returning t.ordinal, t.version
            ), booked as (
                update booking.booking
                   set status = 'PROCESSING', attempt = attempt + 1, attempt_answered = :answered, attempt_started_at = :now,
                       payment_method = :method, failure_code = null, client_secret = null,
                       payment_deadline = :deadline, next_check_at = :firstCheck, version = version + 1, updated_at = :now
                 where event_id = :event and id = :booking and exists (select from counted)
                returning amount, currency
            ), mirrored as (
                insert into booking.mirror_outbox (event_id, booking_id, ordinals, changed_at)
                select :event, :booking, :ordinals, :now from booked
                returning id
            )
            select (select count(*) from event) on_sale, (select max_tickets_per_customer from event) limit_,
                   1 - (select count(*) from before) before_,
                   (select array_agg(ordinal) from seat) free,
                   (select amount from booked) amount, (select currency from booked) currency,
                   (select id from mirrored) mirrored,
                   (select array_agg(ordinal order by ordinal) from claimed) ordinals,
                   (select array_agg(version order by ordinal) from claimed) versions
            """;

    /// A payment that waits for the buyer's browser gets a card from the server's side instead.
    private static final String GIVE_METHOD = """
            update booking.booking
               set attempt = attempt + 1, attempt_answered = false, attempt_started_at = :now, payment_method = :method,
                   next_check_at = :firstCheck, version = version + 1, updated_at = :now
             where event_id = :event and id = :booking and status in ('PROCESSING', 'REQUIRES_ACTION')
               and payment_method is null and attempt_answered
            """;

    private final JdbcClient jdbc;
    private final BookingQueries bookings;
    private final BookingNews news;
    private final MeterRegistry metrics;

    SeatClaims(JdbcClient jdbc, BookingQueries bookings, BookingNews news, MeterRegistry metrics) {
        this.metrics = metrics;
        this.jdbc = jdbc;
        this.bookings = bookings;
        this.news = news;
    }

    /// @param method null where the buyer's browser will pay
    public ClaimResult claim(
            Hold hold, String buyer, @Nullable String method, @Nullable String admission, ClaimTimes times) {
        try {
            var result = Contention.retried(() -> claimOnce(hold, buyer, method, admission, times));
            metrics.counter(
                            "boxoffice.booking.claims",
                            "outcome",
                            result.getClass().getSimpleName())
                    .increment();
            return result;
        } catch (DuplicateKeyException confirmedMeanwhile) {
            return alreadyClaimed(hold);
        }
    }

    private ClaimResult claimOnce(
            Hold hold, String buyer, @Nullable String method, @Nullable String admission, ClaimTimes times) {
        var booking = TimeOrderedId.next();
        var row = statement(CLAIM, hold.event(), booking, hold.ordinals(), buyer, method, times)
                .param("hold", hold.key())
                .param("quantity", hold.ordinals().size())
                .param("heldAt", utc(hold.takenAt()))
                .param("admission", admission, Types.VARCHAR)
                .query((found, _) -> ClaimRow.read(found))
                .single();
        if (row.mirrored() != null) {
            var attempt = new Attempt(1, false, times.now(), method, null, null, times.deadline());
            return claimed(
                    new Booking(
                            hold.event(),
                            booking,
                            buyer,
                            hold.key(),
                            hold.ordinals(),
                            row.total(),
                            BookingStatus.PROCESSING,
                            admission,
                            null,
                            attempt,
                            times.now()),
                    row,
                    row.mirrored());
        }
        // A confirm of the same hold at the same moment may have the seats: its booking is the answer to
        // both.
        return bookings.ofHold(hold.event(), hold.key())
                .<ClaimResult>map(AlreadyClaimed::new)
                .orElseGet(() -> refusal(row, hold.ordinals()));
    }

    private ClaimResult alreadyClaimed(Hold hold) {
        return bookings.ofHold(hold.event(), hold.key())
                .<ClaimResult>map(AlreadyClaimed::new)
                .orElseGet(() -> new SeatsTaken(hold.ordinals()));
    }

    /// @param answered true where the payment has already been made, and only the seats are still to be had
    public ClaimResult claimAgain(Booking booking, @Nullable String method, boolean answered, ClaimTimes times) {
        return Contention.retried(() -> {
            var row = statement(
                            CLAIM_AGAIN,
                            booking.event(),
                            booking.id(),
                            booking.ordinals(),
                            booking.buyer(),
                            method,
                            times)
                    .param("attempt", booking.attempt().number())
                    .param("answered", answered)
                    .query((found, _) -> ClaimRow.read(found))
                    .single();
            if (row.mirrored() != null) {
                return claimed(booking.tryingAgain(method, answered, times), row, row.mirrored());
            }
            return row.claimedBefore()
                    ? new AlreadyClaimed(
                            bookings.find(booking.event(), booking.id()).orElseThrow())
                    : refusal(row, booking.ordinals());
        });
    }

    private ClaimResult claimed(Booking booking, ClaimRow row, UUID mirrored) {
        news.tell(new SeatChange(booking.event(), booking.id(), mirrored, row.tickets(booking.buyer()), null));
        return new Claimed(booking);
    }

    private static ClaimResult refusal(ClaimRow row, List<Integer> wanted) {
        if (!row.isOnSale()) {
            return new NotOnSale();
        }
        var taken = wanted.stream().filter(seat -> !row.free().contains(seat)).toList();
        return taken.isEmpty() ? new TooManyForCustomer(row.customerLimit()) : new SeatsTaken(taken);
    }

    public ClaimResult giveMethod(Booking booking, String method, ClaimTimes times) {
        var given = jdbc.sql(GIVE_METHOD)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("method", method)
                .param("now", utc(times.now()))
                .param("firstCheck", utc(times.firstCheck()))
                .update();
        var now = bookings.find(booking.event(), booking.id()).orElseThrow();
        return given == 1 ? new Claimed(now) : new AlreadyClaimed(now);
    }

    private JdbcClient.StatementSpec statement(
            String sql,
            UUID event,
            UUID booking,
            List<Integer> ordinals,
            String buyer,
            @Nullable String method,
            ClaimTimes times) {
        return jdbc.sql(sql)
                .param("event", event)
                .param("booking", booking)
                .param("ordinals", ordinals.toArray(Integer[]::new))
                .param("buyer", buyer)
                .param("method", method, Types.VARCHAR)
                .param("now", utc(times.now()))
                .param("deadline", utc(times.deadline()))
                .param("firstCheck", utc(times.firstCheck()));
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
