package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.mail.BuyerContactRepository;

/// The text of a claim, put together of what it needs: one statement that takes all seats or changes nothing.
final class SeatClaimStatement {

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
                select t.ordinal, t.status = 'BOOKED' is_resold
                  from inventory.ticket t
                 where t.event_id = :event and t.ordinal = any(:ordinals)
                   and (t.status = 'AVAILABLE' or t.status = 'RESERVED' and t.booking_id = ( -- kept for this very offer
                        select id from booking.waitlist_entry where event_id = :event and hold_key = :hold and state = 'OFFERED')
                        #resold#)
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
                 where t.event_id = :event and t.ordinal = any(:ordinals) and exists (select from counted) #own#
            )
            """;

    private static final String TAKE_FREE_SEATS =
            TAKE_SEATS.replace("#resold#", "").replace("#own#", "");

    /// Those among them that are offered and still somebody else's stay so until they are paid for. They are locked
    /// before.
    private static final String TAKE_OFFERED_SEATS =
            TAKE_SEATS.replace("#resold#", """
            or t.status = 'BOOKED' and exists (
                select from booking.resale_ticket r join booking.waitlist_entry e on e.event_id = r.event_id and e.id = r.entry_id
                 where r.event_id = :event and r.ordinal = t.ordinal and r.booking_id = t.booking_id and r.serial = t.serial
                   and r.state = 'OFFERED' and r.buyer_booking_id is null and e.hold_key = :hold and e.state = 'OFFERED')
            and not exists (select from booking.check_in c
                             where c.event_id = :event and c.ordinal = t.ordinal and c.booking_id = t.booking_id)
            """).replace("#own#", "and t.status <> 'BOOKED'") + """
            , promised as (
                update booking.resale_ticket r set buyer_booking_id = :booking
                  from seat s
                 where r.event_id = :event and r.ordinal = s.ordinal and s.is_resold and r.state = 'OFFERED'
                   and exists (select from counted)
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
                returning payment_intent_id
            )
            """;

    private static final String UPDATE_BOOKING = """
            , booked as (
                update booking.booking
                   set status = 'PROCESSING', attempt = attempt + 1, failure_code = null, version = version + 1,
                       updated_at = :now
                 where event_id = :event and id = :booking and exists (select from counted)
                returning payment_intent_id
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
                   exists (select from booked) is_made, (select payment_intent_id from booked) intent
            """;

    private SeatClaimStatement() {}

    /// @param limited whether the code may be used so often only
    /// @param contact whether the buyer has said how to reach them about this booking
    /// @param resold whether some of the seats may be others' who sell them
    static String firstTime(boolean limited, boolean contact, boolean resold) {
        return FIRST_TIME
                + (resold ? TAKE_OFFERED_SEATS : TAKE_FREE_SEATS)
                + (limited ? USE_CODE : "")
                + INSERT_BOOKING
                + (contact ? BuyerContactRepository.SAVE_WITH_CLAIM : "")
                + OUTCOME;
    }

    /// The parameters are as in [#firstTime], but that a code of any kind is used again.
    static String onceMore(boolean code, boolean contact, boolean resold) {
        return ONCE_MORE
                + (resold ? TAKE_OFFERED_SEATS : TAKE_FREE_SEATS)
                + (code ? USE_CODE_AGAIN : "")
                + UPDATE_BOOKING
                + (contact ? BuyerContactRepository.SAVE_WITH_CLAIM : "")
                + OUTCOME;
    }
}
