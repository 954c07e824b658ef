-- What must be true of every sale, whatever crashed in between. Each row returned is a broken promise:
-- rule, event, booking, ordinal. No row, no breach. Safe to run on a live database: it reads one snapshot.

with seat as (
    select b.event_id, b.id booking_id, b.status booking_status, b.buyer, o.ordinal
      from booking.booking b cross join lateral unnest(b.ordinals) o (ordinal)
)
-- A taken ticket belongs to a booking that says so too.
select 'ticket taken without a booking' rule, t.event_id, t.booking_id, t.ordinal
  from inventory.ticket t
 where t.status <> 'AVAILABLE'
   and not exists (select from seat s
                    where s.event_id = t.event_id and s.booking_id = t.booking_id and s.ordinal = t.ordinal
                      and s.buyer = t.owner
                      and s.booking_status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED'))
union all
-- Paid means booked, every ticket of it.
select 'confirmed without its ticket', s.event_id, s.booking_id, s.ordinal
  from seat s
  left join inventory.ticket t on t.event_id = s.event_id and t.ordinal = s.ordinal
 where s.booking_status = 'CONFIRMED'
   and (t.status, t.booking_id, t.owner) is distinct from ('BOOKED', s.booking_id, s.buyer)
union all
-- Money in flight has its seats set aside, so that success can be honoured.
select 'payment in flight without its seat', s.event_id, s.booking_id, s.ordinal
  from seat s
  left join inventory.ticket t on t.event_id = s.event_id and t.ordinal = s.ordinal
 where s.booking_status in ('PROCESSING', 'REQUIRES_ACTION')
   and (t.status, t.booking_id, t.owner) is distinct from ('RESERVED', s.booking_id, s.buyer)
union all
-- One seat, one buyer.
select 'seat sold twice', event_id, min(booking_id::text)::uuid, ordinal
  from seat where booking_status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED')
 group by event_id, ordinal having count(*) > 1
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
-- What is undone is paid back, or is about to be.
select 'cancelled without a refund', b.event_id, b.id, null
  from booking.booking b
 where b.status in ('CANCELLED', 'REFUNDED') and b.amount > 0
   and not exists (select from booking.refund r
                    where r.event_id = b.event_id and r.booking_id = b.id and r.payment_intent_id = b.payment_intent_id)
union all
select 'refunded before the money was back', b.event_id, b.id, null
  from booking.booking b
 where b.status = 'REFUNDED'
   and not exists (select from booking.refund r
                    where r.event_id = b.event_id and r.booking_id = b.id and r.status = 'SUCCEEDED')
union all
-- The count behind the limit per customer is the count of seats.
select 'customer count is off', coalesce(c.event_id, s.event_id), null, c.quantity
  from booking.customer_tickets c
  full join (select event_id, buyer, count(*) quantity from seat
              where booking_status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED') group by event_id, buyer) s
    on s.event_id = c.event_id and s.buyer = c.buyer
 where coalesce(c.quantity, 0) <> coalesce(s.quantity, 0)
union all
select 'price is not the sum of its seats', b.event_id, b.id, null
  from booking.booking b
 where b.amount <> coalesce((select sum((l ->> 'amount')::bigint) from jsonb_array_elements(b.lines) l
                              where not (l ->> 'included')::boolean),
                            (select sum(a) from unnest(b.amounts) a));
