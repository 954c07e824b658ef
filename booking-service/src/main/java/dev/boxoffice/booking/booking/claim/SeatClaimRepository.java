package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.booking.DeadlockRetry;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.booking.hold.price.HoldPrice;
import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.id.UserHash;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Claims seats in Postgres: one statement that takes all of them or changes nothing.
///
/// Locks are taken in one order everywhere: booking, tickets by ordinal, the customer's count. Two buyers who want the
/// same seats in any order therefore wait for each other, never crosswise; the second finds fewer seats than it wants
/// available and gets none.
@Repository
class SeatClaimRepository {

    /// A hold that is confirmed for the first time. It was taken while the event was on sale, however long ago.
    private static final String FIRST_TIME = """
            with event as (
                select id, max_tickets_per_customer from catalog.event
                 where id = :event and status = 'PUBLISHED' and starts_at is not null
                   and (sales_start_at is null or sales_start_at <= :heldAt or :opensSale)
                   and coalesce(sales_end_at, ends_at, starts_at) > :heldAt
            ), earlier as (
                select exists (select from booking.booking where event_id = :event and hold_key = :hold) is_claimed
            )
            """;

    /// A booking whose payment failed: its seats once more, for another card.
    private static final String ONCE_MORE = """
            with failed as (
                select id from booking.booking
                 where event_id = :event and id = :booking and status = 'PAYMENT_FAILED' and attempt = :attempt
                   for update
            ), event as (
                select e.id, e.max_tickets_per_customer from catalog.event e, failed
                 where e.id = :event and e.status = 'PUBLISHED' and e.starts_at is not null
            ), earlier as (
                select not exists (select from failed) is_claimed
            )
            """;

    private static final String TAKE_SEATS = """
            , seat as (
                select t.ordinal
                  from inventory.ticket t
                 where t.event_id = :event and t.ordinal = any(:ordinals)
                   and (t.status = 'AVAILABLE' or t.status = 'RESERVED' and t.booking_id = ( -- kept for this very offer
                        select id from booking.waitlist_entry where event_id = :event and hold_key = :hold and state = 'OFFERED'))
                   and exists (select from event) and not (select is_claimed from earlier)
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
            )
            """;

    /// A limit that is passed fails the whole statement by the constraint `code_use_within_limit`.
    private static final String USE_CODE = """
            , used as (
                insert into booking.code_use as u (event_id, number, scope, uses, most, version)
                select :event, :code::integer, s.scope, 1, s.most, 1
                  from (values ('', :codeUses::integer), (:scope, :codeUsesPerCustomer::integer)) s (scope, most)
                 where s.most is not null and exists (select from counted)
                 order by s.scope
                on conflict (event_id, number, scope) do update set uses = u.uses + 1, version = u.version + 1
            )
            """;

    private static final String USE_CODE_AGAIN = """
            , used as (
                update booking.code_use set uses = uses + 1, version = version + 1
                 where event_id = :event and number = :code and scope in ('', :scope) and exists (select from counted)
            )
            """;

    private static final String INSERT_BOOKING = """
            , booked as (
                insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, lines,
                    pricing_version, code_number, status, admission_id, created_at, updated_at)
                select :event, :booking, :buyer, :hold, :ordinals, :amounts, :quantity, :amount, :currency, :lines::jsonb,
                       :pricing, :code, 'PROCESSING', :admission, :now, :now
                  from counted
                returning id
            )
            """;

    private static final String UPDATE_BOOKING = """
            , booked as (
                update booking.booking
                   set status = 'PROCESSING', attempt = attempt + 1, failure_code = null, version = version + 1,
                       updated_at = :now
                 where event_id = :event and id = :booking and exists (select from counted)
                returning id
            )
            """;

    private static final String OUTCOME = """
            , in_flight as (
                insert into booking.payment_in_flight (event_id, booking_id, answered, started_at, method, deadline,
                    next_check_at)
                select :event, :booking, :answered, :now, :method, :deadline, :firstCheck from booked
                on conflict (event_id, booking_id) do update
                   set answered = excluded.answered, started_at = excluded.started_at, method = excluded.method,
                       client_secret = null, deadline = excluded.deadline, next_check_at = excluded.next_check_at,
                       mirrored = false
            )
            select exists (select from event) is_on_sale, (select max_tickets_per_customer from event) customer_limit,
                   (select is_claimed from earlier) claimed_before,
                   (select array_agg(ordinal) from seat) free,
                   exists (select from booked) is_made
            """;

    private static final String CODE_LIMIT = "code_use_within_limit";

    private static final String CLAIM_AGAIN = ONCE_MORE + TAKE_SEATS + UPDATE_BOOKING + OUTCOME;
    private static final String CLAIM_AGAIN_WITH_CODE =
            ONCE_MORE + TAKE_SEATS + USE_CODE_AGAIN + UPDATE_BOOKING + OUTCOME;

    /// A payment that waits for the buyer's browser gets a card from the server's side instead.
    private static final String SET_PAYMENT_METHOD = """
            with booking as (
                update booking.booking b
                   set status = 'PROCESSING', attempt = b.attempt + 1, version = b.version + 1, updated_at = :now
                 where b.event_id = :event and b.id = :booking and b.attempt = :attempt
                   and b.status in ('PROCESSING', 'REQUIRES_ACTION')
                   and exists (select from booking.payment_in_flight f
                                where f.event_id = :event and f.booking_id = :booking and f.answered
                                  and (f.method is null or b.status = 'REQUIRES_ACTION' and f.method <> :method))
                returning b.id
            )
            update booking.payment_in_flight
               set answered = false, started_at = :now, method = :method, next_check_at = :firstCheck
             where event_id = :event and booking_id = :booking and exists (select from booking)
            """;

    private final JdbcClient jdbc;

    SeatClaimRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty where the code has been used as often as it may be; then nothing was changed.
    ///
    /// @param booking id of the booking to be made
    /// @param method null where the buyer's browser will pay
    Optional<ClaimRow> claim(
            Hold hold,
            HoldPrice price,
            UUID booking,
            Claimant claimant,
            @Nullable String method,
            @Nullable String admission,
            ClaimTimes times) {
        var agreed = price.agreed();
        var code = price.code();
        var limited = code != null && (code.uses() != null || code.usesPerCustomer() != null);
        return unlessUsedUp(() -> {
            var statement = statement(
                            claimStatement(limited, claimant.contact() != null),
                            hold.event(),
                            booking,
                            hold.ordinals(),
                            claimant.subject(),
                            method,
                            times)
                    .param("hold", hold.key())
                    .param("heldAt", utc(hold.takenAt()))
                    .param("opensSale", code != null && code.opensSale())
                    .param("amount", agreed.total().amount())
                    .param("amounts", agreed.amounts().toArray(Long[]::new))
                    .param("lines", linesOf(agreed), Types.VARCHAR)
                    .param("currency", agreed.total().currency())
                    .param("pricing", agreed.version())
                    .param("code", agreed.code(), Types.INTEGER)
                    .param("admission", admission, Types.VARCHAR)
                    .param("answered", false);
            if (code != null && limited) {
                statement = statement
                        .param("codeUses", code.uses(), Types.INTEGER)
                        .param("codeUsesPerCustomer", code.usesPerCustomer(), Types.INTEGER)
                        .param("scope", hold.buyer().text());
            }
            return BuyerContactRepository.bind(statement, claimant.contact())
                    .query((row, _) -> ClaimRow.read(row))
                    .single();
        });
    }

    private static String claimStatement(boolean limited, boolean contact) {
        return FIRST_TIME
                + TAKE_SEATS
                + (limited ? USE_CODE : "")
                + INSERT_BOOKING
                + (contact ? BuyerContactRepository.INSERT_WITH_CLAIM : "")
                + OUTCOME;
    }

    /// @param answered true where the payment has already been made, and only the seats are still to be had
    Optional<ClaimRow> claimAgain(Booking booking, @Nullable String method, boolean answered, ClaimTimes times) {
        var code = booking.price().code();
        return unlessUsedUp(() -> {
            var statement = statement(
                            code == null ? CLAIM_AGAIN : CLAIM_AGAIN_WITH_CODE,
                            booking.event(),
                            booking.id(),
                            booking.ordinals(),
                            booking.buyer(),
                            method,
                            times)
                    .param("attempt", booking.attempt().number())
                    .param("hold", booking.holdKey())
                    .param("answered", answered);
            if (code != null) {
                statement = statement
                        .param("code", code)
                        .param("scope", UserHash.of(booking.buyer()).text());
            }
            return statement.query((row, _) -> ClaimRow.read(row)).single();
        });
    }

    private static Optional<ClaimRow> unlessUsedUp(Supplier<ClaimRow> claim) {
        try {
            return Optional.of(DeadlockRetry.run(claim));
        } catch (DataIntegrityViolationException refused) {
            if (CODE_LIMIT.equals(constraintOf(refused))) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static @Nullable String constraintOf(DataIntegrityViolationException refused) {
        return refused.getMostSpecificCause() instanceof PSQLException cause && cause.getServerErrorMessage() != null
                ? cause.getServerErrorMessage().getConstraint()
                : null;
    }

    private static @Nullable String linesOf(BookingPrice price) {
        return price.itemised() == null ? null : BookingLineConverter.toJson(price.itemised());
    }

    /// @return false where the payment no longer waits for the browser
    boolean setPaymentMethod(Booking booking, String method, ClaimTimes times) {
        return jdbc.sql(SET_PAYMENT_METHOD)
                        .param("event", booking.event())
                        .param("booking", booking.id())
                        .param("attempt", booking.attempt().number())
                        .param("method", method)
                        .param("now", utc(times.now()))
                        .param("firstCheck", utc(times.firstCheck()))
                        .update()
                == 1;
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
                .param("quantity", ordinals.size())
                .param("buyer", buyer)
                .param("method", method, Types.VARCHAR)
                .param("now", utc(times.now()))
                .param("deadline", utc(times.deadline()))
                .param("firstCheck", utc(times.firstCheck()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
