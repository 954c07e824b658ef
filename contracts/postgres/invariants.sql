-- What must be true of every sale, whatever crashed in between. Each row returned is a broken promise:
-- rule, event, booking, ordinal. No row, no breach. Safe to run on a live database: it reads one snapshot.

with seat as (
    -- What a booking has: not the tickets that were given back.
    -- Whose a ticket is: its buyer's, or who has accepted it last.
    select b.event_id, b.id booking_id, b.status booking_status, o.ordinal,
           coalesce((select t.accepted_by from booking.ticket_transfer t
                      where t.event_id = b.event_id and t.booking_id = b.id and t.ordinal = o.ordinal and t.status = 'ACCEPTED'
                      order by t.serial desc limit 1), b.buyer) buyer
      from booking.booking b cross join lateral unnest(b.ordinals) o (ordinal)
     where not exists (select from booking.returned_ticket r
                        where r.event_id = b.event_id and r.booking_id = b.id and r.ordinal = o.ordinal)
), resold as (
    -- What somebody pays for while it is still its seller's.
    select r.event_id, r.buyer_booking_id, r.booking_id, r.ordinal, r.serial from booking.resale_ticket r
     where r.state = 'OFFERED' and r.buyer_booking_id is not null
), payment as (
    select event_id, booking_id, payment_intent_id, sum(amount) filter (where kind in ('CAPTURE', 'CASH')) captured,
           coalesce(sum(amount) filter (where kind in ('REFUND', 'REFUND_FAILED', 'CASH_REFUND')), 0) given
      from booking.ledger_entry group by event_id, booking_id, payment_intent_id
), promise as (
    select event_id, payment_intent_id, sum(amount) filter (where status <> 'FAILED') promised,
           coalesce(sum(amount) filter (where status <> 'FAILED' and stripe_refund_id is not null), 0) given
      from booking.refund group by event_id, payment_intent_id
)
-- A taken ticket belongs to a booking that says so too.
select 'ticket taken without a booking' rule, t.event_id, t.booking_id, t.ordinal
  from inventory.ticket t
 where t.status not in ('AVAILABLE', 'WITHHELD')
   -- What is kept for a waitlist, or offered to somebody on it, is nobody's yet.
   and not (t.status = 'RESERVED' and t.owner is null and (t.booking_id = t.event_id or exists (
            select from booking.waitlist_entry e where e.event_id = t.event_id and e.id = t.booking_id)))
   and not exists (select from seat s
                    where s.event_id = t.event_id and s.booking_id = t.booking_id and s.ordinal = t.ordinal
                      and s.buyer = t.owner
                      and s.booking_status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED'))
union all
-- A ticket is kept from the sale with a reason, and no other has one.
select 'withheld without saying so', coalesce(t.event_id, w.event_id), null, coalesce(t.ordinal, w.ordinal)
  from (select event_id, ordinal from inventory.ticket where status = 'WITHHELD') t
  full join booking.withheld_ticket w on w.event_id = t.event_id and w.ordinal = t.ordinal
 where t.ordinal is null or w.ordinal is null
union all
-- Paid means booked, every ticket of it.
select 'confirmed without its ticket', s.event_id, s.booking_id, s.ordinal
  from seat s
  left join inventory.ticket t on t.event_id = s.event_id and t.ordinal = s.ordinal
 where s.booking_status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
   and (t.status, t.booking_id, t.owner) is distinct from ('BOOKED', s.booking_id, s.buyer)
union all
-- Money in flight has its seats set aside, so that success can be honoured.
select 'payment in flight without its seat', s.event_id, s.booking_id, s.ordinal
  from seat s
  left join inventory.ticket t on t.event_id = s.event_id and t.ordinal = s.ordinal
 where s.booking_status in ('PROCESSING', 'REQUIRES_ACTION')
   and (t.status, t.booking_id, t.owner) is distinct from ('RESERVED', s.booking_id, s.buyer)
   and not exists (select from resold r where r.event_id = s.event_id and r.ordinal = s.ordinal and r.buyer_booking_id = s.booking_id
                      and t.status = 'BOOKED' and t.booking_id = r.booking_id and t.serial = r.serial)
union all
-- One seat, one buyer.
select 'seat sold twice', event_id, min(booking_id::text)::uuid, ordinal
  from seat s where booking_status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED')
   and not exists (select from resold r where r.event_id = s.event_id and r.ordinal = s.ordinal and r.buyer_booking_id = s.booking_id)
 group by event_id, ordinal having count(*) > 1
union all
-- What was sold for its buyer is another's, and its buyer has given it up.
select 'resold and still had', r.event_id, r.booking_id, r.ordinal
  from booking.resale_ticket r
 where r.state = 'SOLD'
   and not exists (select from booking.returned_ticket t
                    where t.event_id = r.event_id and t.booking_id = r.booking_id and t.ordinal = r.ordinal)
union all
-- Who pays for somebody's ticket is on the way to have it, or it is for resale again.
select 'for resale to a payment that is over', r.event_id, r.buyer_booking_id, r.ordinal
  from resold r
 where not exists (select from booking.booking b where b.event_id = r.event_id and b.id = r.buyer_booking_id
                      and b.status in ('PROCESSING', 'REQUIRES_ACTION'))
union all
-- Nothing stays in flight long past its deadline (two minutes for Stripe and the reconciler).
select 'payment in flight past its deadline', event_id, booking_id, null::integer
  from booking.payment_in_flight
 where deadline < now() - interval '2 minutes'
union all
-- Nothing in flight may be forgotten by the reconciler.
select 'payment in flight that nobody asks Stripe about', b.event_id, b.id, null
  from booking.booking b
 where b.status in ('PROCESSING', 'REQUIRES_ACTION')
   and not exists (select from booking.payment_in_flight f where f.event_id = b.event_id and f.booking_id = b.id)
union all
-- Never more than was captured.
select 'refunds exceed the payment', p.event_id, p.booking_id, null
  from payment p join promise r on r.event_id = p.event_id and r.payment_intent_id = p.payment_intent_id
 where r.promised > p.captured
union all
-- What goes back because no ticket stands for it has bought none.
select 'tickets for money that goes back', b.event_id, b.id, null
  from booking.refund r
  join booking.booking b on b.event_id = r.event_id and b.id = r.booking_id and b.payment_intent_id = r.payment_intent_id
 where r.reason = 'NO_TICKET' and b.status in ('CONFIRMED', 'PARTIALLY_REFUNDED')
union all
-- The ledger and the refunds tell of the same money.
select 'ledger and refunds differ', p.event_id, p.booking_id, null
  from payment p left join promise r on r.event_id = p.event_id and r.payment_intent_id = p.payment_intent_id
 where -p.given <> coalesce(r.given, 0)
union all
select 'refunded while money is due', b.event_id, b.id, null
  from booking.booking b
 where b.status = 'REFUNDED'
   and (not exists (select from booking.refund r
                     where r.event_id = b.event_id and r.booking_id = b.id and r.status in ('SUCCEEDED', 'ELSEWHERE'))
        or exists (select from booking.refund r
                    where r.event_id = b.event_id and r.booking_id = b.id and r.payment_intent_id = b.payment_intent_id
                      and r.status in ('DUE', 'PENDING')))
union all
-- What was paid for and is over has given its tickets back.
select 'undone with tickets left', s.event_id, s.booking_id, s.ordinal
  from seat s join payment p on p.event_id = s.event_id and p.booking_id = s.booking_id
  join booking.booking b on b.event_id = s.event_id and b.id = s.booking_id and b.payment_intent_id = p.payment_intent_id
 where s.booking_status in ('CANCELLED', 'REFUNDED')
union all
-- The count behind the limit per customer is the count of seats.
select 'customer count is off', coalesce(c.event_id, s.event_id), null, c.quantity
  from booking.customer_tickets c
  full join (select event_id, buyer, count(*) quantity from seat
              where booking_status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED') group by event_id, buyer) s
    on s.event_id = c.event_id and s.buyer = c.buyer
 where coalesce(c.quantity, 0) <> coalesce(s.quantity, 0)
union all
select 'price is not the sum of its seats', b.event_id, b.id, null
  from booking.booking b
 where b.amount <> coalesce((select sum((l ->> 'amount')::bigint) from jsonb_array_elements(b.lines) l
                              where not (l ->> 'included')::boolean),
                            (select sum(a) from unnest(b.amounts) a))
union all
-- What was sealed of the audit is still as it was sealed.
select 'audit of catalog changed behind its seal', null, null, null
  from (select to_tx, hash, lag(hash, 1, '0') over (order by id) before_hash, lag(to_tx, 1, '0'::xid8) over (order by id) from_tx
          from catalog.audit_seal) s
 cross join lateral (
    select encode(sha256(convert_to(s.before_hash || coalesce(string_agg(
               concat_ws('|', id, extract(epoch from at), actor, role, action, object_type, object_id, event_id, organization_id,
                   subject, details, request_id), E'\n' order by id), ''), 'UTF8')), 'hex') hash
      from catalog.audit_entry where tx >= s.from_tx and tx < s.to_tx) now_is
 where now_is.hash <> s.hash
union all
-- What was sealed of the audit is still as it was sealed.
select 'audit of booking changed behind its seal', null, null, null
  from (select to_tx, hash, lag(hash, 1, '0') over (order by id) before_hash, lag(to_tx, 1, '0'::xid8) over (order by id) from_tx
          from booking.audit_seal) s
 cross join lateral (
    select encode(sha256(convert_to(s.before_hash || coalesce(string_agg(
               concat_ws('|', id, extract(epoch from at), actor, role, action, object_type, object_id, event_id, organization_id,
                   subject, details, request_id), E'\n' order by id), ''), 'UTF8')), 'hex') hash
      from booking.audit_entry where tx >= s.from_tx and tx < s.to_tx) now_is
 where now_is.hash <> s.hash;
