-- 183 statements of booking-service; 10 more cannot be planned without their values.
delete from booking.idempotency_key k
 using (select caller, key,
               row_number() over (partition by caller order by created_at desc) place
          from booking.idempotency_key
         where caller in (select caller from booking.idempotency_key group by caller having count(*) > $1)) old
 where k.caller = old.caller and k.key = old.key and old.place > $2
   and k.status is not null
;
delete from booking.idempotency_key where created_at < $1
;
delete from booking.outbox where id = any($1) and set_config($2, $3, $4) is not null
;
delete from booking.payment_event where received_at < $1
;
delete from booking.payment_review where event_id = $1 and payment_intent_id = $2 and attempts = $3
;
insert into booking.archive_pause (event_id, paused_until) values ($1, $2)
on conflict (event_id) do update set paused_until = excluded.paused_until
;
insert into booking.audit_entry
    (at, actor, role, action, object_type, object_id, event_id, organization_id, subject, details, request_id)
values ($1, booking.audit_person_of($2), $3, $4, $5, $6, $7, $8,
    booking.audit_person_of($9), $10::jsonb, $11)
;
insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency,
    lines, pricing_version, code_number, status, failure_code, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
    $10::jsonb, $11, $12, $15, $16, $13, $14)
on conflict do nothing
;
insert into booking.buyer_contact as c (subject, email, name, locale, updated_at)
select subject, email, name, locale, $1
  from unnest($2::text[], $3::text[], $4::text[], $5::text[]) t (subject, email, name, locale)
on conflict (subject) do update
   set email = excluded.email, name = excluded.name, locale = excluded.locale, updated_at = excluded.updated_at
 where (c.email, c.name, c.locale) is distinct from (excluded.email, excluded.name, excluded.locale)
;
insert into booking.cancellation_item (event_id, booking_id, reason, next_attempt_at)
select b.event_id, b.id, $1, $2
  from catalog.event e join booking.booking b on b.event_id = e.id
 where e.status = $3 and b.status in ($4 /*, ... */)
   and not exists (select from booking.cancelled_event c where c.event_id = e.id)
   and not exists (select from booking.cancellation_item i
                    where i.event_id = b.event_id and i.booking_id = b.id)
 limit $5
on conflict do nothing
;
insert into booking.cancellation_item (event_id, booking_id, reason, next_attempt_at) values ($1, $2, $3, $4)
on conflict (event_id, booking_id)
do update set reason = excluded.reason, next_attempt_at = excluded.next_attempt_at, attempts = $5
;
insert into booking.cancelled_event (event_id, completed_at)
select e.id, $1 from catalog.event e
 where e.status = $2 and coalesce(e.cancelled_at, e.updated_at) < $3
   and not exists (select from booking.cancelled_event c where c.event_id = e.id)
   and not exists (select from booking.booking b
                    where b.event_id = e.id
                      and b.status in ($4 /*, ... */)
                      and not exists (select from booking.cancellation_item i
                                       where i.event_id = b.event_id and i.booking_id = b.id))
on conflict do nothing
;
insert into booking.check_in as c (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at, direction)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict on constraint check_in_once do update set gate = c.gate
;
insert into booking.customer_tickets as c (event_id, buyer, quantity) values ($1, $2, $4)
on conflict (event_id, buyer) do update set quantity = c.quantity + $5 where c.quantity < $3
;
insert into booking.dispute as d (event_id, stripe_id, booking_id, payment_intent_id, amount, currency, reason,
    status, opened_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (event_id, stripe_id) do update set status = excluded.status, updated_at = excluded.updated_at
 where d.status <> excluded.status and d.status not in ($11 /*, ... */)
   and (d.status like $12 or excluded.status not like $13)
;
insert into booking.idempotency_key as k (caller, key, request_hash, created_at, lease_until)
values ($1, $2, $3, $4, $5)
on conflict (caller, key) do update
   set request_hash = excluded.request_hash, status = $8, headers = $9, body = $10,
       created_at = excluded.created_at, lease_until = excluded.lease_until
 where k.created_at < $6
    or (k.status is null and k.lease_until < $7 and k.request_hash = excluded.request_hash)
;
insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency,
    recorded_at)
values ($1, $2, $8, $3, $4, $5, $6, $7)
;
insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency,
    recorded_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict on constraint ledger_entry_once do nothing
;
insert into booking.mail_repetition (event_id, booking_id, requested_by, requested_at)
select $1, $2, $3, $4
 where (select count(*) from booking.mail_repetition
         where event_id = $5 and booking_id = $6 and requested_at > $7) < $8
;
insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent)
values ($1, $2, $3, $4::jsonb, $5, $6)
;
insert into booking.payment_event (event_id, stripe_id, type, booking_id, received_at)
values ($1, $2, $5, $3, $4) on conflict do nothing
;
insert into booking.payment_event_cursor (name, read_at) values ($1, $2) on conflict do nothing
;
insert into booking.payment_review (event_id, payment_intent_id, booking_id, next_attempt_at)
select b.event_id, $1, b.id, $2 from booking.booking b where b.event_id = $3 and b.id = $4
on conflict (event_id, payment_intent_id)
do update set next_attempt_at = excluded.next_attempt_at, attempts = $5
;
insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency, reason, status,
    stripe_refund_id, note, requested_by, next_attempt_at, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
;
insert into booking.rescheduling_answer (event_id, number, booking_id, answer, answered_at)
values ($1, $2, $3, $4, $5)
on conflict (event_id, number, booking_id)
do update set answer = excluded.answer, answered_at = excluded.answered_at
;
insert into booking.rescheduling_notice (event_id, number)
select r.event_id, r.number from catalog.event_rescheduling r
 where not exists (select from booking.rescheduling_notice n
                    where n.event_id = r.event_id and n.number = r.number)
on conflict do nothing
;
insert into booking.ticket_transfer
    (event_id, id, booking_id, ordinal, serial, from_subject, to_address, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing
;
insert into booking.waitlist_entry (event_id, id, subject, quantity, sections, price_types, joined_at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
;
insert into booking.waitlist_event (event_id) values ($1) on conflict do nothing
;
insert into inventory.event_count as c (event_id, total, available, counted_at)
select $1, count(*), count(*) filter (where status = $4), $2
  from inventory.ticket where event_id = $3 having count(*) > $5
on conflict (event_id) do update
   set total = excluded.total, available = excluded.available, counted_at = excluded.counted_at
 where (c.total, c.available) is distinct from (excluded.total, excluded.available)
;
select (document -> $3)::text from catalog.event_pricing
 where event_id = $1 and version = $2 and document -> $4 is not null
;
select (select coalesce(sum(amount) filter (where payment_intent_id = $1), $2) from booking.ledger_entry
         where event_id = $3 and booking_id = $4 and kind in ($5 /*, ... */)) captured,
       (select coalesce(sum(amount) filter (where payment_intent_id is distinct from $6
                                              and currency = $7), $8)
          from booking.ledger_entry
         where event_id = $9 and booking_id = $10 and kind in ($11 /*, ... */)) stray,
       exists (select from booking.refund where event_id = $12 and booking_id = $13) refunds,
       exists (select from booking.returned_ticket
                where event_id = $14 and booking_id = $15) returned,
       exists (select from booking.dispute where event_id = $16 and booking_id = $17) disputes,
       array(select ordinal from booking.check_in
              where event_id = $18 and booking_id = $19 and ordinal = any($20)) used,
       array(select ordinal from inventory.ticket
              where event_id = $21 and booking_id = $22 and ordinal = any($23)
                and owner <> $24) transferred
;
select * from booking.refund where event_id = $1 and id = $2
;
select $3 from booking.booking where event_id = $1 and id = $2 for update
;
select $1 from booking.customer_tickets where event_id = $2 and buyer in ($3 /*, ... */) order by buyer for update
;
select $3 from inventory.ticket where event_id = $1 and ordinal = $2 for update
;
select b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
from booking.booking b
left join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
 where b.buyer = $1
order by b.created_at desc, b.id desc limit $2 offset $3
;
select b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
from booking.booking b
left join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
where b.event_id = $1 and b.hold_key = $2
;
select b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
from booking.booking b
left join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
where b.event_id = $1 and b.id = $2
;
select b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
from booking.booking b
left join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
 where b.event_id = $1 and b.status in ($2 /*, ... */)
   and b.created_at < $3 and ($4::uuid is null or b.id > $5::uuid)
 order by b.id limit $6
;
select b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
from booking.booking b
left join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
where b.id = $1
;
select b.id, b.direction, b.gate, b.scanned_at
  from booking.check_in_scan s join booking.check_in_scan b
    on b.event_id = s.event_id and b.ordinal = s.ordinal and b.booking_id = s.booking_id
   and (b.scanned_at, b.id) < (s.scanned_at, s.id)
 where s.event_id = $1 and s.ordinal = $2 and s.booking_id = $3 and s.id = $4
 order by b.scanned_at desc, b.id desc limit $5
;
select b.id, b.status, b.buyer, b.quantity, b.amount, b.currency, b.created_at, s.payment,
       case when g.booking_id is null then c.name else g.name end as contact_name, coalesce(g.email, c.email) email
  from booking.booking b
  left join booking.booking_contact g on g.event_id = b.event_id and g.booking_id = b.id
  left join booking.buyer_contact c on c.subject = b.buyer
  left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
 where b.event_id = $1 and ($2::text is null or b.status = $3)
   and ($4::uuid is null or b.id < $5)
   and ($6::text is null or b.buyer ilike $7 or b.id::text ilike $8
        or coalesce(g.email, c.email) ilike $9 or coalesce(g.name, c.name) ilike $10)
 order by b.id desc limit $11
;
select b.tableoid <> $3::regclass archived, b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
from booking.booking b
left join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
 where b.event_id = $1 and b.id = $2 for update of b
;
select booking.erase_person($1, $2, $3)
;
select booking.records_of($1)::text
;
select booking_id from inventory.ticket where event_id = $1 and ordinal = $2 and booking_id is not null
;
select booking_id from inventory.ticket
 where event_id = $1 and ordinal = $2 and status = $4 and owner = $3
;
select case when pg_try_advisory_xact_lock(hashtextextended($4, $5)) then booking.archive_bookings($1, $2, $3) end
;
select case when pg_try_advisory_xact_lock(hashtextextended($3, $4)) then booking.restore_bookings($1, $2) end
;
select cast(booking.recall_booking($1, $2) as text)
;
select cast(to_tx as text) as to_tx, entries, hash, sealed_at from booking.audit_seal order by id
;
select cast(to_tx as text) as to_tx, entries, hash, sealed_at from booking.audit_seal
 order by id desc limit $1
;
select catalog.erase_person($1, $2, $3)
;
select catalog.records_of($1)::text
;
select coalesce((select l ->> $4 from jsonb_array_elements(b.lines) l
                  where l ->> $5 = $6 and (l ->> $7)::integer = t.ordinal limit $8),
                $9) price_type,
       case when g.booking_id is null or t.owner <> b.buyer then c.name else g.name end holder
  from inventory.ticket t
  join booking.booking b on b.event_id = t.event_id and b.id = $1
  left join booking.booking_contact g on g.event_id = b.event_id and g.booking_id = b.id
  left join booking.buyer_contact c on c.subject = t.owner
 where t.event_id = $2 and t.ordinal = $3
;
select coalesce(c.direction, $5) direction, coalesce(c.gate, $6) gate,
       coalesce(c.admitted_at, $7) admitted_at
  from inventory.ticket t left join booking.check_in c
    on c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id
 where t.event_id = $1 and t.ordinal = $2 and t.booking_id = $3
   and t.serial = $4 and t.status = $8
;
select coalesce(coalesce(ends_at, starts_at) < $1, $3) from catalog.event where id = $2
;
select coalesce(sum(amount), $3) from booking.ledger_entry
 where event_id = $1 and payment_intent_id = $2 and kind = $4
;
select coalesce(sum(amount), $3) from booking.refund
 where event_id = $1 and booking_id = $2 and requested_by is not null and status <> $4
;
select count(*) filter (where status = $1) as failed,
       min(created_at) filter (where status <> $2) as oldest
  from booking.refund
 where status in ($3 /*, ... */) or (status = $4 and is_owed)
;
select count(*) from (
    select b.event_id, b.id booking_id, o.ordinal from booking.booking b cross join lateral unnest(b.ordinals) o (ordinal)
     where b.buyer = $1 and b.status in ($2 /*, ... */)
    union
    select r.event_id, r.booking_id, r.ordinal from booking.ticket_transfer r where r.accepted_by = $3) mine
  join inventory.ticket t on t.event_id = mine.event_id and t.ordinal = mine.ordinal and t.booking_id = mine.booking_id
   and t.status = $4 and t.owner = $5
;
select count(*) from booking.booking where buyer = $1
;
select count(*) from booking.ticket_transfer r  where r.from_subject = $1 or r.accepted_by = $2
    or (r.status = $5 and lower(r.to_address) in (lower($3), lower($4)))
;
select count(*) from booking.ticket_transfer
 where event_id = $1 and ordinal = $2 and created_at > $3
;
select count(*)   from inventory.ticket t
  left join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id and t.status = $5
  left join booking.check_in c on c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id
 where t.event_id = $1
   and ($2::timestamptz is null and t.status = $6
        or t.changed_at >= $3 and t.version > $7
        or exists (select from booking.check_in_scan s
                    where s.event_id = t.event_id and s.ordinal = t.ordinal and s.booking_id = t.booking_id
                      and coalesce(s.uploaded_at, s.scanned_at) >= $4))
;
select count(*) from inventory.ticket where event_id = $1 and status = $2
;
select currency, coalesce(sum(amount) filter (where kind = $1), $2) captured,
       -coalesce(sum(amount) filter (where kind in ($3 /*, ... */)), $4) refunded,
       -coalesce(sum(amount) filter (where kind in ($5 /*, ... */)), $6) disputed,
       coalesce(sum(amount) filter (where kind = $7), $8) kept,
       -coalesce(sum(amount) filter (where kind = $9), $10) elsewhere,
       coalesce(sum(amount) filter (where kind in ($11 /*, ... */)), $12) cash,
       coalesce(sum(amount) filter (where kind not in ($13 /*, ... */)), $14) balance
  from booking.ledger_entry where event_id = $15 group by currency order by currency
;
select distinct booking_id from booking.refund
 where event_id = $1 and status = $2 and is_owed
;
select document::text from catalog.event_pricing where event_id = $1 and version = $2
;
select e.event_id, e.id, e.subject, e.quantity, e.sections, e.price_types, e.hold_id, e.ordinals, e.expires_at,
       b.id booking_id,
       case when b.status in ($1 /*, ... */) then $2
            when e.state = $3 and e.expires_at <= $4
                 and coalesce(b.status, $5) not in ($6 /*, ... */) then $7
            else e.state end state,
       case when e.state = $8 then (select count(*) from booking.waitlist_entry o
            where o.event_id = e.event_id and o.state = $9 and o.number <= e.number) else $10 end position
  from booking.waitlist_entry e
  left join booking.booking b on b.event_id = e.event_id and b.hold_key = e.hold_key
 where e.event_id = $11 and e.state = $12 order by e.number limit $13 for update of e
;
select e.event_id, e.id, e.subject, e.quantity, e.sections, e.price_types, e.hold_id, e.ordinals, e.expires_at,
       b.id booking_id,
       case when b.status in ($1 /*, ... */) then $2
            when e.state = $3 and e.expires_at <= $4
                 and coalesce(b.status, $5) not in ($6 /*, ... */) then $7
            else e.state end state,
       case when e.state = $8 then (select count(*) from booking.waitlist_entry o
            where o.event_id = e.event_id and o.state = $9 and o.number <= e.number) else $10 end position
  from booking.waitlist_entry e
  left join booking.booking b on b.event_id = e.event_id and b.hold_key = e.hold_key
 where e.event_id = $11 and e.subject = $12 and e.state <> $13 order by e.number desc limit $14
;
select e.status, e.name, e.starts_at, e.ends_at, e.doors_at, e.sales_start_at,
       coalesce(e.sales_end_at, e.ends_at, e.starts_at) sales_end_at,
       e.max_tickets_per_booking, e.max_tickets_per_customer, e.waiting_room_mode, e.orphan_rule,
       v.name venue, v.city, v.timezone,
       p.version pricing_version, p.document::text pricing
  from catalog.event e
  join catalog.venue v on v.id = e.venue_id
  join catalog.event_pricing p on p.event_id = e.id and p.version = e.pricing_version
 where e.id = $1
;
select email, name, locale from (
    select $4 rank, email, name, locale from booking.booking_contact where event_id = $1 and booking_id = $2
    union all
    select $5, email, name, locale from booking.buyer_contact where subject = $3) known
 order by rank limit $6
;
select email, name, locale from booking.buyer_contact where subject = $1
;
select event_id from booking.ledger_since($1)
union select event_id from booking.payment_in_flight
;
select event_id, booking_id from booking.ledger_entry where payment_intent_id = $1 and kind = $2 limit $3
;
select event_id, booking_id, payment_intent_id, currency, sum(amount) balance from booking.ledger_entry
 where kind not in ($1 /*, ... */) and ($2::text is null or payment_intent_id > $3::text)
 group by event_id, booking_id, payment_intent_id, currency order by payment_intent_id limit $4
;
select event_id, id, booking_id, payment_intent_id, amount, currency, status, reason, note, failure_code, is_owed,
stripe_refund_id, key_number, attempts from booking.refund where event_id = $1 and booking_id = $2 order by id
;
select event_id, ordinal, booking_id from booking.check_in_scan where id = $1
;
select exists (select from catalog.event where id = $1 and status = $2)
;
select f.event_id, f.booking_id, b.ordinals, $3 admission
  from booking.payment_in_flight f
  join booking.booking b on b.event_id = f.event_id and b.id = f.booking_id
 where not f.mirrored and f.started_at < $1 limit $2 for update of f skip locked
;
select gate, count(*) filter (where direction = $2) inside, count(*) filter (where direction = $3) outside
  from booking.check_in where event_id = $1 group by gate order by gate
;
select id from booking.check_in_scan
 where event_id = $1 and ordinal = $2 and booking_id = $3 and scanner = $4
   and gate = $5 and nonce = $6 and direction = $7 and device = $8
;
select id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at
  from booking.ledger_entry where event_id = $1 and ($2::uuid is null or id > $3::uuid)
 order by id limit $4
;
select id, type, payload::text, occurred_at, trace_parent from booking.outbox
 where published_at is null and ready and occurred_at <= $1
 order by id limit $2 for update skip locked
;
select id, version from booking.booking where id = any($1)
;
select m.event_id, m.aggregate_id booking_id, m.ordinals,
       (select b.admission_id from booking.booking b
         where b.event_id = m.event_id and b.id = m.aggregate_id and b.status = $3) admission
  from booking.outbox m
 where not m.ready and m.occurred_at < $1 order by m.id limit $2 for update of m skip locked
;
select m.role
  from catalog.event e
  left join catalog.organization_member m
    on m.organization_id = e.organization_id and m.subject = $1
 where e.id = $2
;
select n.event_id, n.number, n.last_booking, r.to_starts_at, r.answer_by, r.message, r.created_at
  from booking.rescheduling_notice n
  join catalog.event_rescheduling r on r.event_id = n.event_id and r.number = n.number
 where n.completed_at is null order by r.created_at limit $1 for update of n skip locked
;
select number, code, code_key, kind, percent, amount, sections, price_types, valid_from, valid_until, uses,
       uses_per_customer
  from catalog.sale_code
 where event_id = $1 and deleted_at is null
;
select number, scope, uses, version from booking.code_use
 where event_id = $1 and number = $2 and scope in ($3 /*, ... */)
;
select ordinal from inventory.ticket
 where event_id = $1 and booking_id = $2 and status = $3 order by ordinal for update
;
select ordinal from inventory.ticket
 where event_id = $1 and ordinal = any($2) and booking_id = $3 order by ordinal for update
;
select ordinal from inventory.ticket
 where event_id = $1 and ordinal = any($2) and status = $3 order by ordinal
;
select ordinal from inventory.ticket
 where event_id = $1 and ordinal = any($2) and status in ($3 /*, ... */) order by ordinal
;
select ordinal, kind, reason, withheld_by, withheld_at from booking.withheld_ticket
 where event_id = $1 and ordinal > $2 order by ordinal limit $3
;
select ordinal, serial from inventory.ticket
 where event_id = $1 and ordinal = any($2) and booking_id = $3 and status = $5 and owner = $4
;
select ordinal, status, percent, fees from booking.returned_ticket
 where event_id = $1 and booking_id = $2 order by ordinal
;
select ordinal, status, version, owner from inventory.ticket
 where event_id = $1 and ordinal = any($2)
;
select ordinal, status, version, owner from inventory.ticket where event_id = $1 and version > $2
;
select r.booking_id, r.accepted_by, r.ordinal from booking.ticket_transfer r
  join inventory.ticket t on t.event_id = r.event_id and t.ordinal = r.ordinal
   and t.booking_id = r.booking_id and t.owner = r.accepted_by and t.serial = r.serial + $2
 where r.id = $1 and r.status = $3 and t.status = $4
;
select r.event_id, r.id, r.booking_id, r.ordinal, r.serial, r.from_subject, r.to_address, r.accepted_by,
       r.created_at, r.expires_at,
       case when r.status = $8 and (r.expires_at <= $1 or not exists (
                select from inventory.ticket t
                 where t.event_id = r.event_id and t.ordinal = r.ordinal and t.booking_id = r.booking_id
                   and t.serial = r.serial and t.status = $9)) then $10 else r.status end status
  from booking.ticket_transfer r
 where r.from_subject = $2 or r.accepted_by = $3
    or (r.status = $11 and lower(r.to_address) in (lower($4), lower($5)))
 order by r.created_at desc, r.id limit $6 offset $7
;
select r.event_id, r.id, r.booking_id, r.ordinal, r.serial, r.from_subject, r.to_address, r.accepted_by,
       r.created_at, r.expires_at,
       case when r.status = $3 and (r.expires_at <= $1 or not exists (
                select from inventory.ticket t
                 where t.event_id = r.event_id and t.ordinal = r.ordinal and t.booking_id = r.booking_id
                   and t.serial = r.serial and t.status = $4)) then $5 else r.status end status
  from booking.ticket_transfer r
where r.id = $2
;
select r.number, r.from_starts_at, r.to_starts_at, r.answer_by, r.message, a.answer
  from catalog.event_rescheduling r
  left join booking.rescheduling_answer a
    on a.event_id = r.event_id and a.number = r.number and a.booking_id = $1
 where r.event_id = $2 and r.created_at > $3
 order by r.number desc limit $4
;
select request_hash, status, headers::text, body from booking.idempotency_key where caller = $1 and key = $2
;
select s.id, s.scanned_at, t.status = $9 and t.booking_id = s.booking_id and t.serial = $1 valid
  from booking.check_in_scan s join inventory.ticket t using (event_id, ordinal)
 where s.event_id = $2 and s.ordinal = $3 and s.booking_id = $4
   and s.scanner = $5 and s.gate = $6 and s.nonce = $7 and s.direction = $8
;
select status from booking.booking where buyer = $1 order by event_id, id for update
;
select stripe_id, payment_intent_id, amount, currency, reason, status, opened_at from booking.dispute
 where event_id = $1 and booking_id = $2 order by opened_at, stripe_id
;
select t.booking_id, t.owner, t.serial, exists (select from booking.check_in c
       where c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id) used
  from inventory.ticket t
 where t.event_id = $1 and t.ordinal = $2 and t.booking_id = $3 and t.status = $4
;
select t.event_id, t.ordinal, t.booking_id, t.serial,
       (select buyer from booking.booking b where b.event_id = t.event_id and b.id = t.booking_id) buyer,
       exists (select from booking.check_in c
                where c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id) used
from (
    select b.event_id, b.id booking_id, o.ordinal from booking.booking b cross join lateral unnest(b.ordinals) o (ordinal)
     where b.buyer = $1 and b.status in ($2 /*, ... */)
    union
    select r.event_id, r.booking_id, r.ordinal from booking.ticket_transfer r where r.accepted_by = $3) mine
  join inventory.ticket t on t.event_id = mine.event_id and t.ordinal = mine.ordinal and t.booking_id = mine.booking_id
   and t.status = $4 and t.owner = $5
 order by t.event_id desc, t.ordinal limit $6 offset $7
;
select t.ordinal, b.id booking_id, t.serial, coalesce(c.direction = $5, $6) inside,
       coalesce((select l ->> $7 from jsonb_array_elements(b.lines) l
                  where l ->> $8 = $9 and (l ->> $10)::integer = t.ordinal limit $11),
                $12) price_type
  from inventory.ticket t
  left join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id and t.status = $13
  left join booking.check_in c on c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id
 where t.event_id = $1
   and ($2::timestamptz is null and t.status = $14
        or t.changed_at >= $3 and t.version > $15
        or exists (select from booking.check_in_scan s
                    where s.event_id = t.event_id and s.ordinal = t.ordinal and s.booking_id = t.booking_id
                      and coalesce(s.uploaded_at, s.scanned_at) >= $4))
 order by t.ordinal
;
select t.ordinal, b.id, b.currency, b.amounts[array_position(b.ordinals, t.ordinal)] amount,
       coalesce((select l ->> $4 from jsonb_array_elements(b.lines) l
                  where l ->> $5 = $6 and (l ->> $7)::integer = t.ordinal limit $8),
                $9) price_type,
       case when g.booking_id is null or t.owner <> b.buyer then c.name else g.name end as contact_name,
       case when g.booking_id is null or t.owner <> b.buyer then c.email else g.email end as email,
       i.admitted_at
  from inventory.ticket t
  join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
  left join booking.booking_contact g on g.event_id = b.event_id and g.booking_id = b.id
  left join booking.buyer_contact c on c.subject = t.owner
  left join booking.check_in i on i.event_id = t.event_id and i.ordinal = t.ordinal and i.booking_id = b.id
       and i.direction = $10
 where t.event_id = $1 and t.status = $11 and t.ordinal > $2
 order by t.ordinal limit $3
;
select total, seat_map::text from inventory.event_layout where event_id = $1
;
select unnest(booking.addresses_of($1))
;
select unnest(catalog.addresses_of($1))
;
select version from catalog.sale_code_series where event_id = $1
;
select w.event_id from booking.waitlist_event w
 where exists (select from inventory.ticket t where t.event_id = w.event_id and t.booking_id = w.event_id)
    or exists (select from booking.waitlist_entry e
                where e.event_id = w.event_id and e.state = $2 and e.expires_at <= $1)
;
update booking.booking
   set status = $1, cancel_reason = coalesce($2, cancel_reason), version = version + $6, updated_at = $3
 where event_id = $4 and id = $5
;
update booking.cancellation_item set next_attempt_at = $1, attempts = $3
 where event_id = $2 and last_error is not null
;
update booking.cancellation_item set next_attempt_at = $1, attempts = attempts + $4
 where (event_id, booking_id) in (
    select event_id, booking_id from booking.cancellation_item where next_attempt_at <= $2
     order by next_attempt_at, booking_id limit $3 for update skip locked)
returning event_id, booking_id, reason, attempts, reason = $5
          and exists (select from catalog.event e where e.id = event_id and e.refunds_used) includes_used
;
update booking.cancellation_item set next_attempt_at = $1, last_error = $2
 where event_id = $3 and booking_id = $4
;
update booking.code_use set uses = uses - $1, version = version + $2
 where event_id = $3 and number = $4 and scope in ($5 /*, ... */) and uses > $6
;
update booking.customer_tickets set quantity = quantity - $3 where event_id = $1 and buyer = $2
;
update booking.idempotency_key
   set request_hash = $1, status = $2, headers = $3::jsonb, body = $4,
       lease_until = $7
 where caller = $5 and key = $6
;
update booking.payment_event_cursor c set read_at = $1
  from (select read_at from booking.payment_event_cursor where name = $2 for update) before
 where c.name = $3 and before.read_at <= $4
returning before.read_at
;
update booking.payment_event_cursor set read_at = least(read_at, $1) where name = $2
;
update booking.payment_in_flight f set next_check_at = $1
  from booking.booking b
 where b.id = $2 and b.status in ($3 /*, ... */)
   and f.event_id = b.event_id and f.booking_id = b.id
returning b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
;
update booking.payment_in_flight set mirrored = $2 where booking_id = any($1) and not mirrored
;
update booking.payment_in_flight set next_check_at = $1 where event_id = $2 and booking_id = $3
;
update booking.payment_review set next_attempt_at = $1
 where event_id = $2 and payment_intent_id = $3 and attempts = $4
;
update booking.payment_review set next_attempt_at = $1, attempts = attempts + $4
 where (event_id, payment_intent_id) in (
    select event_id, payment_intent_id from booking.payment_review where next_attempt_at <= $2
     order by next_attempt_at limit $3 for update skip locked)
returning event_id, booking_id, payment_intent_id, attempts
;
update booking.refund set amount = $1, next_attempt_at = $2, key_number = key_number + $6, updated_at = $3
 where event_id = $4 and id = $5 and stripe_refund_id is null
;
update booking.refund set is_owed = $3 where event_id = $1 and id = $2
;
update booking.refund set next_attempt_at = $1, attempts = $2
 where event_id = $3 and status in ($4 /*, ... */) and failure_code is not null
;
update booking.refund set next_attempt_at = $1, attempts = attempts + $4, parked_at = $5
 where (event_id, id) in (
    select event_id, id from booking.refund where next_attempt_at <= $2
     order by next_attempt_at limit $3 for update skip locked)
returning *
;
update booking.refund set next_attempt_at = $1, failure_code = $2
 where event_id = $3 and id = $4 and status = $5
;
update booking.refund
   set status = $5, is_owed = $6, failure_code = $1, next_attempt_at = $7, updated_at = $2
 where event_id = $3 and id = $4 and stripe_refund_id is null
;
update booking.refund set status = $4, is_owed = $5, next_attempt_at = $6, updated_at = $1
 where event_id = $2 and id = $3 and status = $7 and parked_at is not null
;
update booking.refund
   set status = $1, stripe_refund_id = $2, failure_code = $3, next_attempt_at = $4,
       updated_at = $5
 where event_id = $6 and id = $7
;
update booking.rescheduling_notice set completed_at = $1 where event_id = $2 and number = $3
;
update booking.ticket_transfer set status = $1, decided_at = $2
 where event_id = $3 and id = $4 and status = $5
;
update booking.ticket_transfer set status = $7, decided_at = $1
 where event_id = $2 and ordinal = $3 and status = $8
   and (expires_at <= $4 or serial <> $5 or booking_id <> $6)
;
update booking.waitlist_entry e set state = $1 from booking.booking b
 where e.event_id = $2 and e.subject = $3 and e.state = $4 and b.event_id = e.event_id
   and b.hold_key = e.hold_key and b.status in ($5 /*, ... */)
;
update booking.waitlist_entry e
   set state = case when b.status in ($1 /*, ... */)
                    then $2 else $3 end
  from booking.waitlist_entry o
  left join booking.booking b on b.event_id = o.event_id and b.hold_key = o.hold_key
 where o.event_id = $4 and o.state = $5 and o.expires_at <= $6
   and coalesce(b.status, $7) not in ($8 /*, ... */)
   and e.event_id = o.event_id and e.id = o.id
returning e.id
;
update booking.waitlist_entry set state = $1
 where event_id = $2 and id = $3 and state in ($4 /*, ... */)
;
update booking.waitlist_entry
   set state = $7, hold_key = $1, hold_id = $2, ordinals = $3, expires_at = $4
 where event_id = $5 and id = $6
;
update inventory.ticket set booking_id = $1
 where event_id = $2 and booking_id = any($3) and status = $4
;
update inventory.ticket set booking_id = $1
 where event_id = $2 and ordinal = any($3) and booking_id = $4 and status = $5
;
update inventory.ticket set owner = $1, version = version + $5, changed_at = now()
 where owner = $2 and event_id in (
    select event_id from booking.booking where buyer = $3
    union select event_id from booking.customer_tickets where buyer = $4)
;
with accepted as (
    update booking.ticket_transfer set status = $16, accepted_by = $1, decided_at = $2
     where event_id = $3 and id = $4 and status = $17 and expires_at > $5
    returning booking_id, ordinal, serial, from_subject
), ticket as (
    update inventory.ticket t
       set owner = $6, serial = t.serial + $18, version = t.version + $19, changed_at = $7
      from accepted a
     where t.event_id = $8 and t.ordinal = a.ordinal and t.booking_id = a.booking_id and t.status = $20
       and t.owner = a.from_subject and t.serial = a.serial
    returning t.ordinal, t.version, t.booking_id
)
insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals, ready)
select uuidv7(), $21, booking_id, jsonb_build_object($22, booking_id, $23, $9::text,
       $24, $10::text, $25, array[ordinal], $26, $11::text, $27, $12::text),
       $13, $14, $15, array[ordinal], $28
  from ticket
returning id, payload::text payload, ordinals moved, array(select version from ticket) versions
;
with b as (select * from booking.booking where event_id = $1 and id = $2),
entry (at, place, kind, what, amount, currency, reference, ordinal, gate, by, detail) as (
    select created_at, $3, $4, $5, amount, currency, $6::text, $7::int, $8::text,
           $9::text, $10::text from b
    union all
    select f.started_at, $11, $12, $13, b.amount, b.currency, b.payment_intent_id,
           $14, $15, $16, $17 || b.attempt
      from b join booking.payment_in_flight f on f.event_id = b.event_id and f.booking_id = b.id
    union all
    select l.recorded_at, $18, $19, l.kind, l.amount, l.currency, l.reference, $20, $21, $22, $23
      from booking.ledger_entry l
     where l.event_id = $24 and l.booking_id = $25 and l.kind not in ($26 /*, ... */)
    union all
    select p.received_at, $27, $28, p.type, $29, $30, p.stripe_id, $31, $32, $33, $34
      from booking.payment_event p where p.event_id = $35 and p.booking_id = $36
    union all
    select t.changed_at, $37, $38, t.status, $39, $40, $41, t.ordinal, $42, $43, $44
      from inventory.ticket t where t.event_id = $45 and t.booking_id = $46
    union all
    select r.created_at, $47, $48, $49, r.amount, r.currency, cast(r.id as text), $50, $51, $52,
           r.reason
      from booking.refund r where r.event_id = $53 and r.booking_id = $54
    union all
    select r.updated_at, $55, $56, r.status, r.amount, r.currency, cast(r.id as text), $57, $58,
           $59, coalesce(r.failure_code, r.reason)
      from booking.refund r
     where r.event_id = $60 and r.booking_id = $61 and r.status <> $62
    union all
    select c.scanned_at, $63, $64, c.direction, $65, $66, cast(c.id as text), c.ordinal, c.gate,
           c.scanner, $67
      from booking.check_in_scan c where c.event_id = $68 and c.booking_id = $69
    union all
    select updated_at, $70, $71, status, $72, $73, $74, $75, $76, $77,
           coalesce(failure_code, cancel_reason) from b
)
select * from entry order by at, place, ordinal limit $78
;
with booking as (
    select id, amount, currency from booking.booking
     where event_id = $1 and id = $2 and status in ($3 /*, ... */)
       and ordinals = $4::integer[]
       for update
), ticket as (
    select ordinal, status, booking_id, owner, ordinal = any($5) is_left from inventory.ticket
     where event_id = $6 and ordinal = any($7) and exists (select from booking)
     order by ordinal for update
), house as (
    select ordinal from booking.withheld_ticket
     where event_id = $8 and ordinal = any($9) and kind = $10 order by ordinal for update
), used as (
    select ordinal from booking.check_in
     where event_id = $11 and booking_id = $12 and ordinal = any($13)
), had as (
    select ordinal from booking.returned_ticket where event_id = $14 and booking_id = $15
), refused as (
    select t.ordinal from ticket t
     where t.is_left and ((t.status, t.booking_id, t.owner) is distinct from ($16, $17::uuid, $18)
                          or exists (select from used u where u.ordinal = t.ordinal))
        or not t.is_left
           and (t.status <> $19
                and not (t.status = $20 and exists (select from house h where h.ordinal = t.ordinal))
                or exists (select from had h where h.ordinal = t.ordinal))
), done as (
    select id, amount, currency, booking.is_waited_for($21) is_kept from booking
     where not exists (select from refused)
), moved as (
    update inventory.ticket t
       set status = case when not s.is_left then $22 when d.is_kept then $23 else $24 end,
           booking_id = case when not s.is_left then $25::uuid when d.is_kept then $26::uuid end,
           owner = case when s.is_left then $27 else $28 end,
           serial = case when s.is_left then t.serial else t.serial + $29 end,
           version = t.version + $30, changed_at = $31
      from ticket s cross join done d
     where t.event_id = $32 and t.ordinal = s.ordinal
    returning t.ordinal, t.version
), unsaid as (
    delete from booking.withheld_ticket w using moved m where w.event_id = $33 and w.ordinal = m.ordinal
), changed as (
    update booking.booking b
       set ordinals = $34, lines = $35::jsonb, version = b.version + $36, updated_at = $37
      from done where b.event_id = $38 and b.id = done.id
), noted as (
    insert into booking.seat_move (event_id, booking_id, from_ordinal, to_ordinal, moved_by, moved_at)
    select $39, done.id, m.f, m.t, $40, $41 from done, unnest($42::integer[], $43::integer[]) m (f, t)
), message as (
    insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals, ready)
    select uuidv7(), $44, id, jsonb_build_object($45, id, $46, $47::text,
           $48, $49::text, $50, $51::integer[], $52, $53::integer[], $54, $55::integer[],
           $56, jsonb_build_object($57, amount, $58, currency)), $59, $60, $61, $62, $63
      from done
    returning id, payload::text payload
)
select exists (select from booking) is_current,
       (select array_agg(ordinal order by ordinal) from refused) refused,
       (select array_agg(ordinal order by ordinal) from moved) moved,
       (select array_agg(version order by ordinal) from moved) versions,
       (select is_kept from done) is_kept, (select id from message) message, (select payload from message) payload
;
with booking as (
    update booking.booking b set attempt = b.attempt + $1, version = b.version + $2, updated_at = $3
     where b.event_id = $4 and b.id = $5 and b.attempt = $6
       and b.status in ($7 /*, ... */)
       and exists (select from booking.payment_in_flight f
                    where f.event_id = $8 and f.booking_id = $9 and f.answered
                      and (f.method is null or b.status = $10 and f.method <> $11))
    returning b.id
)
update booking.payment_in_flight
   set answered = $12, started_at = $13, method = $14, next_check_at = $15
 where event_id = $16 and booking_id = $17 and exists (select from booking)
;
with booking as (
    update booking.booking
       set status = $1, payment_intent_id = $2, version = version + $12, updated_at = $3
     where event_id = $4 and id = $5 and attempt = $6 and status = any($7)
    returning id
)
update booking.payment_in_flight
   set answered = $13, client_secret = coalesce($8, client_secret), next_check_at = $9
 where event_id = $10 and booking_id = $11 and exists (select from booking)
;
with booking as (
    update booking.booking
       set status = $27, payment_intent_id = coalesce(payment_intent_id, $1), failure_code = $28,
           version = version + $29, updated_at = $2
     where event_id = $3 and id = $4 and status = any($5)
       and (payment_intent_id is null or payment_intent_id = $6)
       and amount = $7 and currency = $8
    returning admission_id spent_admission, event_id, id, buyer, hold_key, ordinals, amounts, amount, currency, lines::text lines,
pricing_version, code_number, status, admission_id, failure_code, attempt, payment_intent_id, created_at
), ticket as (
    update inventory.ticket t
       set status = $30, version = t.version + $31, changed_at = $9
      from booking b
     where t.event_id = $10 and t.ordinal = any(b.ordinals) and t.booking_id = b.id and t.status = $32
    returning t.ordinal, t.version, t.status
), captured as (
    insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
    select $11, id, $33, $12, $13, amount, currency, $14 from booking
     where $15::text is not null and amount > $34
    on conflict on constraint ledger_entry_once do nothing
)
, settled as (
    delete from booking.payment_in_flight
     where event_id = $16 and booking_id = $17 and exists (select from booking)
), message as (
    insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals,
        ready)
    select uuidv7(), $18, id, jsonb_strip_nulls(jsonb_build_object($35, id, $36, $19::text,
           $37, buyer, $38, ordinals, $39, $20::text, $40, $21::text,
           $41, jsonb_build_object($42, amount, $43, currency))), $22, $23,
           $24, ordinals, $44
      from booking
    returning id, payload::text payload
)
select b.spent_admission, (select id from message) message, (select payload from message) payload,
       (select array_agg(ordinal order by ordinal) from ticket) moved,
       (select array_agg(version order by ordinal) from ticket) versions,
       (select min(status) from ticket) seats,
       (select pg_logical_emit_message($45, $46, $25) where $26::text is not null) traced, b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, $47::boolean answered, $48::timestamptz started_at, $49::text method, $50::text client_secret,
$51::timestamptz deadline
 from booking b
;
with event as (
    select id, max_tickets_per_customer from catalog.event
     where id = $1 and status = $48
       and (sales_start_at is null or sales_start_at <= $2 or $3)
       and coalesce(sales_end_at, ends_at, starts_at) > $4
), earlier as (
    select exists (select from booking.booking where event_id = $5 and hold_key = $6) is_claimed
)
, seat as (
    select t.ordinal
      from inventory.ticket t
     where t.event_id = $7 and t.ordinal = any($8)
       and (t.status = $49 or t.status = $50 and t.booking_id = ( -- kept for this very offer
            select id from booking.waitlist_entry where event_id = $9 and hold_key = $10 and state = $51))
       and exists (select from event) and not (select is_claimed from earlier)
     order by t.ordinal
       for update of t
), counted as (
    insert into booking.customer_tickets as c (event_id, buyer, quantity)
    select $11, $12, $13 from event
     where (select count(*) from seat) = $14 and $15 <= max_tickets_per_customer
    on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
     where c.quantity + excluded.quantity <= (select max_tickets_per_customer from event)
    returning quantity
), claimed as (
    update inventory.ticket t
       set status = $52, booking_id = $16, owner = $17, version = t.version + $53, changed_at = $18
     where t.event_id = $19 and t.ordinal = any($20) and exists (select from counted)
)
, booked as (
    insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, lines,
        pricing_version, code_number, status, admission_id, created_at, updated_at)
    select $21, $22, $23, $24, $25, $26, $27, $28, $29, $30::jsonb,
           $31, $32, $54, $33, $34, $35
      from counted
    returning id
)
, contact as (
    insert into booking.booking_contact (event_id, booking_id, email, name, locale)
    select $36, $37, $38, $39, $40 from booked
)
, in_flight as (
    insert into booking.payment_in_flight (event_id, booking_id, answered, started_at, method, deadline,
        next_check_at)
    select $41, $42, $43, $44, $45, $46, $47 from booked
    on conflict (event_id, booking_id) do update
       set answered = excluded.answered, started_at = excluded.started_at, method = excluded.method,
           client_secret = $55, deadline = excluded.deadline, next_check_at = excluded.next_check_at,
           mirrored = $56
)
select exists (select from event) is_on_sale, (select max_tickets_per_customer from event) customer_limit,
       (select is_claimed from earlier) claimed_before,
       (select array_agg(ordinal) from seat) free,
       exists (select from booked) is_made
;
with event as (
    select id, max_tickets_per_customer from catalog.event
     where id = $1 and status = $43
       and (sales_start_at is null or sales_start_at <= $2 or $3)
       and coalesce(sales_end_at, ends_at, starts_at) > $4
), earlier as (
    select exists (select from booking.booking where event_id = $5 and hold_key = $6) is_claimed
)
, seat as (
    select t.ordinal
      from inventory.ticket t
     where t.event_id = $7 and t.ordinal = any($8)
       and (t.status = $44 or t.status = $45 and t.booking_id = ( -- kept for this very offer
            select id from booking.waitlist_entry where event_id = $9 and hold_key = $10 and state = $46))
       and exists (select from event) and not (select is_claimed from earlier)
     order by t.ordinal
       for update of t
), counted as (
    insert into booking.customer_tickets as c (event_id, buyer, quantity)
    select $11, $12, $13 from event
     where (select count(*) from seat) = $14 and $15 <= max_tickets_per_customer
    on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
     where c.quantity + excluded.quantity <= (select max_tickets_per_customer from event)
    returning quantity
), claimed as (
    update inventory.ticket t
       set status = $47, booking_id = $16, owner = $17, version = t.version + $48, changed_at = $18
     where t.event_id = $19 and t.ordinal = any($20) and exists (select from counted)
)
, booked as (
    insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, lines,
        pricing_version, code_number, status, admission_id, created_at, updated_at)
    select $21, $22, $23, $24, $25, $26, $27, $28, $29, $30::jsonb,
           $31, $32, $49, $33, $34, $35
      from counted
    returning id
)
, in_flight as (
    insert into booking.payment_in_flight (event_id, booking_id, answered, started_at, method, deadline,
        next_check_at)
    select $36, $37, $38, $39, $40, $41, $42 from booked
    on conflict (event_id, booking_id) do update
       set answered = excluded.answered, started_at = excluded.started_at, method = excluded.method,
           client_secret = $50, deadline = excluded.deadline, next_check_at = excluded.next_check_at,
           mirrored = $51
)
select exists (select from event) is_on_sale, (select max_tickets_per_customer from event) customer_limit,
       (select is_claimed from earlier) claimed_before,
       (select array_agg(ordinal) from seat) free,
       exists (select from booked) is_made
;
with event as (
    select id, max_tickets_per_customer from catalog.event
     where id = $1 and status = $48
       and (sales_start_at is null or sales_start_at <= $2 or $3)
       and coalesce(sales_end_at, ends_at, starts_at) > $4
), earlier as (
    select exists (select from booking.booking where event_id = $5 and hold_key = $6) is_claimed
)
, seat as (
    select t.ordinal
      from inventory.ticket t
     where t.event_id = $7 and t.ordinal = any($8)
       and (t.status = $49 or t.status = $50 and t.booking_id = ( -- kept for this very offer
            select id from booking.waitlist_entry where event_id = $9 and hold_key = $10 and state = $51))
       and exists (select from event) and not (select is_claimed from earlier)
     order by t.ordinal
       for update of t
), counted as (
    insert into booking.customer_tickets as c (event_id, buyer, quantity)
    select $11, $12, $13 from event
     where (select count(*) from seat) = $14 and $15 <= max_tickets_per_customer
    on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
     where c.quantity + excluded.quantity <= (select max_tickets_per_customer from event)
    returning quantity
), claimed as (
    update inventory.ticket t
       set status = $52, booking_id = $16, owner = $17, version = t.version + $53, changed_at = $18
     where t.event_id = $19 and t.ordinal = any($20) and exists (select from counted)
)
, used as (
    insert into booking.code_use as u (event_id, number, scope, uses, most, version)
    select $21, $22::integer, s.scope, $54, s.most, $55
      from (values ($56, $23::integer), ($24, $25::integer)) s (scope, most)
     where s.most is not null and exists (select from counted)
     order by s.scope
    on conflict (event_id, number, scope) do update set uses = u.uses + $57, version = u.version + $58
)
, booked as (
    insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, lines,
        pricing_version, code_number, status, admission_id, created_at, updated_at)
    select $26, $27, $28, $29, $30, $31, $32, $33, $34, $35::jsonb,
           $36, $37, $59, $38, $39, $40
      from counted
    returning id
)
, in_flight as (
    insert into booking.payment_in_flight (event_id, booking_id, answered, started_at, method, deadline,
        next_check_at)
    select $41, $42, $43, $44, $45, $46, $47 from booked
    on conflict (event_id, booking_id) do update
       set answered = excluded.answered, started_at = excluded.started_at, method = excluded.method,
           client_secret = $60, deadline = excluded.deadline, next_check_at = excluded.next_check_at,
           mirrored = $61
)
select exists (select from event) is_on_sale, (select max_tickets_per_customer from event) customer_limit,
       (select is_claimed from earlier) claimed_before,
       (select array_agg(ordinal) from seat) free,
       exists (select from booked) is_made
;
with f as (
    update booking.payment_in_flight set next_check_at = $1
     where (event_id, booking_id) in (
        select event_id, booking_id from booking.payment_in_flight where next_check_at <= $2
         order by next_check_at limit $3 for update skip locked)
    returning *
)
select b.event_id, b.id, b.buyer, b.hold_key, b.ordinals, b.amounts, b.amount, b.currency, b.lines::text lines,
b.pricing_version, b.code_number, b.status, b.admission_id, b.failure_code, b.attempt, b.payment_intent_id, b.created_at, f.answered, f.started_at, f.method, f.client_secret, f.deadline
  from f join booking.booking b on b.event_id = f.event_id and b.id = f.booking_id
;
with failed as (
    select id from booking.booking
     where event_id = $1 and id = $2 and status = $29 and attempt = $3
       for update
), event as (
    select e.id, e.max_tickets_per_customer from catalog.event e, failed
     where e.id = $4 and e.status = $30
), earlier as (
    select not exists (select from failed) is_claimed
)
, seat as (
    select t.ordinal
      from inventory.ticket t
     where t.event_id = $5 and t.ordinal = any($6)
       and (t.status = $31 or t.status = $32 and t.booking_id = ( -- kept for this very offer
            select id from booking.waitlist_entry where event_id = $7 and hold_key = $8 and state = $33))
       and exists (select from event) and not (select is_claimed from earlier)
     order by t.ordinal
       for update of t
), counted as (
    insert into booking.customer_tickets as c (event_id, buyer, quantity)
    select $9, $10, $11 from event
     where (select count(*) from seat) = $12 and $13 <= max_tickets_per_customer
    on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
     where c.quantity + excluded.quantity <= (select max_tickets_per_customer from event)
    returning quantity
), claimed as (
    update inventory.ticket t
       set status = $34, booking_id = $14, owner = $15, version = t.version + $35, changed_at = $16
     where t.event_id = $17 and t.ordinal = any($18) and exists (select from counted)
)
, booked as (
    update booking.booking
       set status = $36, attempt = attempt + $37, failure_code = $38, version = version + $39,
           updated_at = $19
     where event_id = $20 and id = $21 and exists (select from counted)
    returning id
)
, in_flight as (
    insert into booking.payment_in_flight (event_id, booking_id, answered, started_at, method, deadline,
        next_check_at)
    select $22, $23, $24, $25, $26, $27, $28 from booked
    on conflict (event_id, booking_id) do update
       set answered = excluded.answered, started_at = excluded.started_at, method = excluded.method,
           client_secret = $40, deadline = excluded.deadline, next_check_at = excluded.next_check_at,
           mirrored = $41
)
select exists (select from event) is_on_sale, (select max_tickets_per_customer from event) customer_limit,
       (select is_claimed from earlier) claimed_before,
       (select array_agg(ordinal) from seat) free,
       exists (select from booked) is_made
;
with failed as (
    select id from booking.booking
     where event_id = $1 and id = $2 and status = $3 and attempt = $4
       for update
), event as (
    select e.id, e.max_tickets_per_customer from catalog.event e, failed
     where e.id = $5 and e.status = $6
), earlier as (
    select not exists (select from failed) is_claimed
)
, seat as (
    select t.ordinal
      from inventory.ticket t
     where t.event_id = $7 and t.ordinal = any($8)
       and (t.status = $9 or t.status = $10 and t.booking_id = ( -- kept for this very offer
            select id from booking.waitlist_entry where event_id = $11 and hold_key = $12 and state = $13))
       and exists (select from event) and not (select is_claimed from earlier)
     order by t.ordinal
       for update of t
), counted as (
    insert into booking.customer_tickets as c (event_id, buyer, quantity)
    select $14, $15, $16 from event
     where (select count(*) from seat) = $17 and $18 <= max_tickets_per_customer
    on conflict (event_id, buyer) do update set quantity = c.quantity + excluded.quantity
     where c.quantity + excluded.quantity <= (select max_tickets_per_customer from event)
    returning quantity
), claimed as (
    update inventory.ticket t
       set status = $19, booking_id = $20, owner = $21, version = t.version + $22, changed_at = $23
     where t.event_id = $24 and t.ordinal = any($25) and exists (select from counted)
)
, used as (
    update booking.code_use set uses = uses + $26, version = version + $27
     where event_id = $28 and number = $29 and scope in ($30 /*, ... */) and exists (select from counted)
)
, booked as (
    update booking.booking
       set status = $31, attempt = attempt + $32, failure_code = $33, version = version + $34,
           updated_at = $35
     where event_id = $36 and id = $37 and exists (select from counted)
    returning id
)
, in_flight as (
    insert into booking.payment_in_flight (event_id, booking_id, answered, started_at, method, deadline,
        next_check_at)
    select $38, $39, $40, $41, $42, $43, $44 from booked
    on conflict (event_id, booking_id) do update
       set answered = excluded.answered, started_at = excluded.started_at, method = excluded.method,
           client_secret = $45, deadline = excluded.deadline, next_check_at = excluded.next_check_at,
           mirrored = $46
)
select exists (select from event) is_on_sale, (select max_tickets_per_customer from event) customer_limit,
       (select is_claimed from earlier) claimed_before,
       (select array_agg(ordinal) from seat) free,
       exists (select from booked) is_made
;
with owed as (
    select booking_id, max(coalesce(failure_code, $1)) filter (
               where status = $2 or failure_code is not null) parked
      from booking.refund
     where event_id = $3 and (status in ($4 /*, ... */) or (status = $5 and is_owed))
     group by booking_id
), undone as (
    select b.id, coalesce(o.parked, i.last_error) parked,
           o.booking_id is not null or i.next_attempt_at is not null
               or b.status in ($6 /*, ... */) is_pending
      from booking.booking b
      left join owed o on o.booking_id = b.id
      left join booking.cancellation_item i on i.event_id = b.event_id and i.booking_id = b.id
     where b.event_id = $7 and (b.cancel_reason = $8 or i.booking_id is not null
           or o.booking_id is not null
           or b.status in ($9 /*, ... */))
)
select count(*) total, count(*) filter (where is_pending) pending,
       count(*) filter (where parked is not null) parked,
       (select e.refunds_used from catalog.event e where e.id = $10) include_used,
       (select count(*) from booking.check_in c join undone b on b.id = c.booking_id
         where c.event_id = $11 and not exists (
            select from booking.returned_ticket t
             where t.event_id = c.event_id and t.booking_id = c.booking_id and t.ordinal = c.ordinal)) used
  from undone
;
with owed as (
    select booking_id, max(coalesce(failure_code, $1)) filter (
               where status = $2 or failure_code is not null) parked
      from booking.refund
     where event_id = $3 and (status in ($4 /*, ... */) or (status = $5 and is_owed))
     group by booking_id
), undone as (
    select b.id, coalesce(o.parked, i.last_error) parked,
           o.booking_id is not null or i.next_attempt_at is not null
               or b.status in ($6 /*, ... */) is_pending
      from booking.booking b
      left join owed o on o.booking_id = b.id
      left join booking.cancellation_item i on i.event_id = b.event_id and i.booking_id = b.id
     where b.event_id = $7 and (b.cancel_reason = $8 or i.booking_id is not null
           or o.booking_id is not null
           or b.status in ($9 /*, ... */))
)
select id, parked from undone where parked is not null order by id limit $10
;
with recent as (
    select event_id, booking_id from booking.ledger_since($1)
    union
    select event_id, booking_id from booking.payment_in_flight
), living as (
    select b.event_id, b.id, b.status, b.buyer, b.ordinals, b.payment_intent_id
      from recent r join booking.booking b on b.event_id = r.event_id and b.id = r.booking_id
), seat as (
    -- The tickets of these bookings, less what was given back.
    select l.event_id, l.id, l.status, l.buyer, o.ordinal
      from living l cross join lateral unnest(l.ordinals) o (ordinal)
     where not exists (select from booking.returned_ticket r
                        where r.event_id = l.event_id and r.booking_id = l.id and r.ordinal = o.ordinal)
), held as (
    select s.*, t.status as ticket_status, t.booking_id as ticket_booking, t.owner
      from seat s left join inventory.ticket t on t.event_id = s.event_id and t.ordinal = s.ordinal
), payment as (
    select e.event_id, e.payment_intent_id, sum(e.amount) filter (where e.kind = $2) as captured,
           coalesce(sum(e.amount) filter (where e.kind in ($3 /*, ... */)), $4) as given
      from (select distinct payment_intent_id from booking.ledger_since($5)) of_late
      join booking.ledger_entry e on e.payment_intent_id = of_late.payment_intent_id
     group by e.event_id, e.payment_intent_id
), promise as (
    select p.event_id, p.payment_intent_id, p.captured, p.given,
           coalesce(sum(r.amount) filter (where r.status <> $6), $7) as promised,
           coalesce(sum(r.amount) filter (where r.status <> $8 and r.stripe_refund_id is not null), $9)
               as refunded
      from payment p left join booking.refund r
        on r.event_id = p.event_id and r.payment_intent_id = p.payment_intent_id
     group by p.event_id, p.payment_intent_id, p.captured, p.given
)
select $10 as rule, count(*) as breaches from held
 where status in ($11 /*, ... */)
   and (ticket_status, ticket_booking, owner) is distinct from ($12, id, buyer)
union all
select $13, count(*) from held
 where status in ($14 /*, ... */)
   and (ticket_status, ticket_booking, owner) is distinct from ($15, id, buyer)
union all
select $16, count(*) from booking.payment_in_flight
 where deadline < $17
union all
select $18, count(*) from held
 where status in ($19 /*, ... */) and ticket_booking = id
union all
select $20, count(*) from promise where promised > captured
union all
select $21, count(*) from promise where -given <> refunded
;
with recursive hot (event_id) as (
    (select event_id from only booking.booking order by event_id limit $3)
    union all
    select (select b.event_id from only booking.booking b where b.event_id > hot.event_id
             order by b.event_id limit $4)
      from hot where hot.event_id is not null)
select hot.event_id from hot join catalog.event e on e.id = hot.event_id
 where coalesce(e.ends_at, e.starts_at) < $1
   and not exists (select from booking.archive_pause p
                    where p.event_id = hot.event_id and p.paused_until > $2)
 order by coalesce(e.ends_at, e.starts_at)
;
with refunded as (
    insert into booking.refund (event_id, id, booking_id, payment_intent_id, amount, currency,
        reason, next_attempt_at, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $26, $7, $8, $9)
    on conflict do nothing
    returning id
), captured as (
    insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
    select $10, $11, $27, $12, $13, $14, $15, $16 from refunded
    on conflict on constraint ledger_entry_once do nothing
)
insert into booking.outbox (id, type, aggregate_id, payload, occurred_at)
select uuidv7(), $28, $17, jsonb_build_object(
       $29, $18::text, $30, $19::text, $31, $20::text,
       $32, $21::text, $33, $22::text,
       $34, jsonb_build_object($35, $23::bigint, $36, $24::text)), $25
  from refunded
;
with scan as (
    select direction, gate, nonce, scanner, scanned_at, id from booking.check_in_scan
     where event_id = $1 and ordinal = $2 and booking_id = $3
), latest as (
    select direction from scan order by scanned_at desc, id desc limit $10
), other as (
    select max(scanned_at) at from scan where direction <> (select direction from latest)
), first as (
    select s.* from scan s, latest l, other o
     where s.direction = l.direction and (o.at is null or s.scanned_at >= o.at)
     order by s.scanned_at, s.id limit $11
), gone as (
    delete from booking.check_in
     where event_id = $4 and ordinal = $5 and booking_id = $6 and not exists (select from first)
)
update booking.check_in c
   set direction = f.direction, gate = f.gate, nonce = f.nonce, scanner = f.scanner, admitted_at = f.scanned_at
  from first f
 where c.event_id = $7 and c.ordinal = $8 and c.booking_id = $9
;
with scan as (
    select ordinal, id, direction, gate, scanner, device, scanned_at,
           count(*) filter (where direction = $4) over (
               partition by ordinal, booking_id order by scanned_at, id) visit, booking_id
      from booking.check_in_scan where event_id = $1
), entry as (
    select *, first_value(id) over visit_order first_id, first_value(gate) over visit_order first_gate,
           first_value(scanner) over visit_order first_scanner, first_value(device) over visit_order first_device,
           first_value(scanned_at) over visit_order first_at
      from scan where direction = $5
    window visit_order as (partition by ordinal, booking_id, visit order by scanned_at, id)
)
select * from entry where id <> first_id and id > $2 order by id limit $3
;
with t as (
    select t.ordinal, t.price_tier, b.created_at,
           case when s.booking_id is null then $1 else $2 end channel,
           coalesce(l.price_type, $3) price_type,
           coalesce(l.amount, b.amounts[array_position(b.ordinals, t.ordinal)]) amount
      from inventory.ticket t
      join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
      left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
      left join lateral (
          select max(l ->> $4) price_type, sum((l ->> $5)::bigint)::bigint amount
            from jsonb_array_elements(b.lines) l
           where l ->> $6 in ($7 /*, ... */) and (l ->> $8)::integer = t.ordinal
      ) l on b.lines is not null
     where t.event_id = $9 and t.status = $10
)
select section.name as key, count(*) tickets, sum(t.amount)::bigint amount from t
  join catalog.price_tier tier on tier.event_id = $11 and tier.position = t.price_tier
  join unnest($12::text[], $13::integer[], $14::integer[]) section (name, first, last)
    on t.ordinal between section.first and section.last
 where $15::text is not null
 group by 1 order by 1
;
with t as (
    select t.ordinal, t.price_tier, b.created_at,
           case when s.booking_id is null then $1 else $2 end channel,
           coalesce(l.price_type, $3) price_type,
           coalesce(l.amount, b.amounts[array_position(b.ordinals, t.ordinal)]) amount
      from inventory.ticket t
      join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
      left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
      left join lateral (
          select max(l ->> $4) price_type, sum((l ->> $5)::bigint)::bigint amount
            from jsonb_array_elements(b.lines) l
           where l ->> $6 in ($7 /*, ... */) and (l ->> $8)::integer = t.ordinal
      ) l on b.lines is not null
     where t.event_id = $9 and t.status = $10
)
select t.channel as key, count(*) tickets, sum(t.amount)::bigint amount from t
  join catalog.price_tier tier on tier.event_id = $11 and tier.position = t.price_tier
  join unnest($12::text[], $13::integer[], $14::integer[]) section (name, first, last)
    on t.ordinal between section.first and section.last
 where $15::text is not null
 group by 1 order by 1
;
with t as (
    select t.ordinal, t.price_tier, b.created_at,
           case when s.booking_id is null then $1 else $2 end channel,
           coalesce(l.price_type, $3) price_type,
           coalesce(l.amount, b.amounts[array_position(b.ordinals, t.ordinal)]) amount
      from inventory.ticket t
      join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
      left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
      left join lateral (
          select max(l ->> $4) price_type, sum((l ->> $5)::bigint)::bigint amount
            from jsonb_array_elements(b.lines) l
           where l ->> $6 in ($7 /*, ... */) and (l ->> $8)::integer = t.ordinal
      ) l on b.lines is not null
     where t.event_id = $9 and t.status = $10
)
select t.price_type as key, count(*) tickets, sum(t.amount)::bigint amount from t
  join catalog.price_tier tier on tier.event_id = $11 and tier.position = t.price_tier
  join unnest($12::text[], $13::integer[], $14::integer[]) section (name, first, last)
    on t.ordinal between section.first and section.last
 where $15::text is not null
 group by 1 order by 1
;
with t as (
    select t.ordinal, t.price_tier, b.created_at,
           case when s.booking_id is null then $1 else $2 end channel,
           coalesce(l.price_type, $3) price_type,
           coalesce(l.amount, b.amounts[array_position(b.ordinals, t.ordinal)]) amount
      from inventory.ticket t
      join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
      left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
      left join lateral (
          select max(l ->> $4) price_type, sum((l ->> $5)::bigint)::bigint amount
            from jsonb_array_elements(b.lines) l
           where l ->> $6 in ($7 /*, ... */) and (l ->> $8)::integer = t.ordinal
      ) l on b.lines is not null
     where t.event_id = $9 and t.status = $10
)
select tier.name as key, count(*) tickets, sum(t.amount)::bigint amount from t
  join catalog.price_tier tier on tier.event_id = $11 and tier.position = t.price_tier
  join unnest($12::text[], $13::integer[], $14::integer[]) section (name, first, last)
    on t.ordinal between section.first and section.last
 where $15::text is not null
 group by 1 order by 1
;
with t as (
    select t.ordinal, t.price_tier, b.created_at,
           case when s.booking_id is null then $1 else $2 end channel,
           coalesce(l.price_type, $3) price_type,
           coalesce(l.amount, b.amounts[array_position(b.ordinals, t.ordinal)]) amount
      from inventory.ticket t
      join booking.booking b on b.event_id = t.event_id and b.id = t.booking_id
      left join booking.box_office_sale s on s.event_id = b.event_id and s.booking_id = b.id
      left join lateral (
          select max(l ->> $4) price_type, sum((l ->> $5)::bigint)::bigint amount
            from jsonb_array_elements(b.lines) l
           where l ->> $6 in ($7 /*, ... */) and (l ->> $8)::integer = t.ordinal
      ) l on b.lines is not null
     where t.event_id = $9 and t.status = $10
)
select to_char(t.created_at at time zone $11, $12) as key, count(*) tickets, sum(t.amount)::bigint amount from t
  join catalog.price_tier tier on tier.event_id = $13 and tier.position = t.price_tier
  join unnest($14::text[], $15::integer[], $16::integer[]) section (name, first, last)
    on t.ordinal between section.first and section.last
 where $17::text is not null
 group by 1 order by 1
;
with ticket as (
    select event_id, ordinal, booking_id from inventory.ticket
     where event_id = $1 and ordinal = $2 and booking_id = $3 and serial = $4
       and status = $13
       for share
)
insert into booking.check_in_scan (event_id, ordinal, booking_id, scanner, gate, nonce, direction, device, id,
    scanned_at, uploaded_at)
select event_id, ordinal, booking_id, $5, $6, $7, $8, $9, $10, $11, $12 from ticket
on conflict on constraint check_in_scan_once do nothing
;
with ticket as (
    select event_id, ordinal, booking_id from inventory.ticket
     where event_id = $1 and ordinal = $2 and booking_id = $3 and serial = $4 and status = $21
       for share
), entered as (
    insert into booking.check_in as c (event_id, ordinal, booking_id, gate, nonce, scanner, admitted_at, direction)
    select event_id, ordinal, booking_id, $5, $6, $7, $8, $22
      from ticket where $9::text = $23
    on conflict on constraint check_in_once do update
       set gate = excluded.gate, nonce = excluded.nonce, scanner = excluded.scanner,
           admitted_at = excluded.admitted_at, direction = $24
     where c.direction = $25
    returning event_id, ordinal, booking_id
), gone as (
    update booking.check_in c
       set gate = $10, nonce = $11, scanner = $12, admitted_at = $13, direction = $26
      from ticket t
     where $14::text = $27 and c.direction = $28
       and c.event_id = t.event_id and c.ordinal = t.ordinal and c.booking_id = t.booking_id
    returning c.event_id, c.ordinal, c.booking_id
)
insert into booking.check_in_scan (event_id, ordinal, booking_id, scanner, gate, nonce, direction, id, scanned_at)
select event_id, ordinal, booking_id, $15, $16, $17, $18, $19, $20
  from (select * from entered union all select * from gone) passed
on conflict on constraint check_in_scan_once do nothing
;
with ticket as (
    select ordinal, status from inventory.ticket
     where event_id = $1 and ordinal = any($2) order by ordinal for update
), house as (
    select ordinal from booking.withheld_ticket
     where event_id = $3 and ordinal = any($4) and kind = $48 order by ordinal for update
), refused as (
    select t.ordinal from ticket t
     where t.status <> $49
       and not (t.status = $50 and exists (select from house h where h.ordinal = t.ordinal))
), sold as (
    update inventory.ticket t
       set status = $51, booking_id = $5, owner = $6, version = t.version + $52, changed_at = $7
      from ticket s
     where t.event_id = $8 and t.ordinal = s.ordinal and not exists (select from refused)
    returning t.ordinal, t.version
), unsaid as (
    delete from booking.withheld_ticket w using sold s where w.event_id = $9 and w.ordinal = s.ordinal
)
, counted as (
    insert into booking.customer_tickets (event_id, buyer, quantity)
    select $10, $11, $12 where exists (select from sold)
), booked as (
    insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, lines,
        pricing_version, status, payment_intent_id, created_at, updated_at)
    select $13, $14, $15, $16, $17, $18, $19, $20, $21, $22::jsonb,
           $23, $53, $24, $25, $26
     where exists (select from sold)
    returning id, amount, currency
), sale as (
    insert into booking.box_office_sale (event_id, booking_id, payment, sold_by, sold_at)
    select $27, id, $28, $29, $30 from booked
), contact as (
    insert into booking.booking_contact (event_id, booking_id, email, name, locale)
    select $31, id, $32, $33, $34 from booked where $35::text is not null
), paid as (
    insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency,
        recorded_at)
    select $36, id, $54, $37, $38, amount, currency, $39 from booked where $40::text is not null
), message as (
    insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent, event_id, ordinals, ready)
    select uuidv7(), $55, id, jsonb_build_object($56, id, $57, $41::text,
           $58, $42::text, $59, $43::integer[],
           $60, jsonb_build_object($61, amount, $62, currency)), $44, $45,
           $46, $47, $63
      from booked
    returning id, payload::text payload
)
select (select array_agg(ordinal order by ordinal) from refused) refused,
       (select array_agg(ordinal order by ordinal) from sold) moved,
       (select array_agg(version order by ordinal) from sold) versions,
       (select id from message) message, (select payload from message) payload
;
with ticket as (
    select ordinal, status from inventory.ticket
     where event_id = $1 and ordinal = any($2) order by ordinal for update
), refused as (
    select t.ordinal from ticket t where t.status not in ($3 /*, ... */)
), moved as (
    update inventory.ticket t
       set status = case when k.is_kept then $4 else $5 end,
           booking_id = case when k.is_kept then $6::uuid end, version = t.version + $7, changed_at = $8
      from ticket s
     cross join (select $9 = $10 and booking.is_waited_for($11) is_kept) k
     where t.event_id = $12 and t.ordinal = s.ordinal and s.status = $13 and not exists (select from refused)
    returning t.ordinal, t.version, k.is_kept
), said as (
    insert into booking.withheld_ticket (event_id, ordinal, kind, reason, withheld_by, withheld_at)
    select $14, ordinal, $15, $16, $17, $18 from ticket where not exists (select from refused)
    on conflict (event_id, ordinal) do update
       set kind = excluded.kind, reason = excluded.reason, withheld_by = excluded.withheld_by,
           withheld_at = excluded.withheld_at
), message as (
    insert into booking.outbox (id, aggregate_id, occurred_at, event_id, ordinals, ready)
    select uuidv7(), $19, $20, $21, array_agg(ordinal order by ordinal), $22 from moved
    having count(*) > $23
)
select (select array_agg(ordinal order by ordinal) from refused) refused,
       (select array_agg(ordinal order by ordinal) from moved) moved,
       (select array_agg(version order by ordinal) from moved) versions, (select bool_or(is_kept) from moved) is_kept
;
with ticket as (
    select ordinal, status from inventory.ticket
     where event_id = $1 and ordinal = any($2) order by ordinal for update
), refused as (
    select t.ordinal from ticket t where t.status not in ($3 /*, ... */) or t.status = $4 and $5::text is not null
   and not exists (select from booking.withheld_ticket w
                    where w.event_id = $6 and w.ordinal = t.ordinal and w.kind = $7)

), moved as (
    update inventory.ticket t
       set status = case when k.is_kept then $8 else $9 end,
           booking_id = case when k.is_kept then $10::uuid end, version = t.version + $11, changed_at = $12
      from ticket s
     cross join (select $13 = $14 and booking.is_waited_for($15) is_kept) k
     where t.event_id = $16 and t.ordinal = s.ordinal and s.status = $17 and not exists (select from refused)
    returning t.ordinal, t.version, k.is_kept
), said as (
    delete from booking.withheld_ticket w using ticket s
     where w.event_id = $18 and w.ordinal = s.ordinal and not exists (select from refused)
    returning w.ordinal, w.kind
), told as (
    insert into booking.audit_entry (at, actor, role, action, object_type, object_id, event_id, details)
    select $19, booking.audit_person_of($20), $21, $22, $23, $24::text, $25,
           jsonb_build_object($26, kind, $27, jsonb_agg(ordinal order by ordinal))
      from said group by kind
), message as (
    insert into booking.outbox (id, aggregate_id, occurred_at, event_id, ordinals, ready)
    select uuidv7(), $28, $29, $30, array_agg(ordinal order by ordinal), $31 from moved
    having count(*) > $32
)
select (select array_agg(ordinal order by ordinal) from refused) refused,
       (select array_agg(ordinal order by ordinal) from moved) moved,
       (select array_agg(version order by ordinal) from moved) versions, (select bool_or(is_kept) from moved) is_kept
;
with ticket as (
    update inventory.ticket
       set status = $10, booking_id = $11, version = version + $12, changed_at = $1
     where event_id = $2 and ordinal = any($3) and booking_id = $4 and status = $13
    returning ordinal, version
)
insert into booking.outbox (id, type, aggregate_id, payload, occurred_at, event_id, ordinals, ready)
select uuidv7(), $5, $6, jsonb_build_object($14, $7::text, $15,
       array_agg(ordinal order by ordinal)), $8, $9, array_agg(ordinal order by ordinal), $16
  from ticket having count(*) > $17
returning id, payload::text payload, ordinals moved,
          (select array_agg(version order by ordinal) from ticket) versions
;
with told as (
    delete from booking.outbox
     where aggregate_id = any($1) and not ready and occurred_at < $2 and payload is null
)
update booking.outbox set ready = $5
 where aggregate_id = any($3) and not ready and occurred_at < $4 and payload is not null
;
with trail as (
    select id, at, actor, role, action, object_type, object_id, event_id, organization_id, subject, details, request_id
      from catalog.audit_trail
    union all
    select id, at, actor, role, action, object_type, object_id, event_id, organization_id, subject, details, request_id
      from booking.audit_trail
    union all
    select l.id, l.recorded_at, $14, $15, $16 || l.kind, $17, l.booking_id::text, l.event_id, $18,
           b.buyer, jsonb_build_object($19, jsonb_build_object($20, l.amount, $21, l.currency),
               $22, l.reference), $23
      from booking.ledger_entry l
      join booking.booking b on b.event_id = l.event_id and b.id = l.booking_id
     where l.event_id = $1::uuid or b.buyer = $2::text
)
select t.id, t.at, t.actor, t.role, t.action, t.object_type, t.object_id, t.event_id,
       coalesce(t.organization_id, e.organization_id) organization_id, t.subject, t.details::text details, t.request_id
  from trail t left join catalog.event e on e.id = t.event_id
 where ($3::uuid is null or t.event_id = $4::uuid)
   and ($5::text is null or t.subject = $6::text or t.actor = $7::text)
   and ($8::uuid is null or t.id < $9::uuid)
   and ($10::text is null or coalesce(t.organization_id, e.organization_id) in (
        select m.organization_id from catalog.organization_member m
         where m.subject = $11::text and m.role = any($12::text[])))
 order by t.id desc limit $13
;
with undone as (
    delete from booking.check_in_scan
     where event_id = $1 and ordinal = $2 and booking_id = $3 and id = $4
    returning *
)
insert into booking.check_in_undo (event_id, ordinal, booking_id, scan_id, direction, gate, scanned_by,
    scanned_at, undone_by, undone_at)
select event_id, ordinal, booking_id, id, direction, gate, scanner, scanned_at, $5, $6 from undone
;
