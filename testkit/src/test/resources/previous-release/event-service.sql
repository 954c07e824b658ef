-- 108 statements of event-service; 2 more cannot be planned without their values.
delete from catalog.event_performer where event_id = $1
;
delete from catalog.idempotency_key k
 using (select caller, key,
               row_number() over (partition by caller order by created_at desc) place
          from catalog.idempotency_key
         where caller in (select caller from catalog.idempotency_key group by caller having count(*) > $1)) old
 where k.caller = old.caller and k.key = old.key and old.place > $2
   and k.status is not null
;
delete from catalog.idempotency_key where created_at < $1
;
delete from catalog.organization_member where organization_id = $1 and subject = $2
;
delete from catalog.outbox where id < uuidv7(make_interval(secs => $1)) and published_at is not null
;
delete from catalog.price_tier where event_id = $1
;
delete from catalog.venue_organizer where venue_id = $1 and organization_id = $2
;
insert into catalog.audit_entry
    (at, actor, role, action, object_type, object_id, event_id, organization_id, subject, details, request_id)
values ($1, catalog.audit_person_of($2), $3, $4, $5, $6, $7, $8,
    catalog.audit_person_of($9), $10::jsonb, $11)
;
insert into catalog.event (cancelled_at,category,charges,created_at,description,doors_at,ends_at,genre,max_tickets_per_booking,max_tickets_per_customer,name,organization_id,source,source_id,source_url,orphan_rule,owner,url,images,age_limit,time_tba,price_min,price_max,price_currency,pricing_version,published_at,refunds_used,sales_end_at,sales_start_at,starts_at,status,updated_at,venue_id,version,waiting_room_mode,admit_per_minute,max_active,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,$28,$29,$30,$31,$32,$33,$34,$35,$36,$37,$38)
;
insert into catalog.event_performer (event_id,position,performer_id) values ($1,$2,$3)
;
insert into catalog.event_pricing (event_id, version, document, created_at) values ($1, $2, $3::jsonb, $4)
;
insert into catalog.event_rescheduling (event_id, number, from_starts_at, from_ends_at, to_starts_at,
    to_ends_at, answer_by, message, created_at)
select $1, coalesce(max(number), $10) + $11, $2, $3, $4, $5, $6, $7, $8
  from catalog.event_rescheduling where event_id = $9
;
insert into catalog.event_source as s (event_id, seen_at, updated_at, moved_from)
values ($1, $2, $3, $4)
on conflict (event_id) do update
    set seen_at = greatest(s.seen_at, excluded.seen_at),
        updated_at = coalesce(excluded.updated_at, s.updated_at),
        moved_from = coalesce(excluded.moved_from, s.moved_from)
;
insert into catalog.idempotency_key as k (caller, key, request_hash, created_at, lease_until)
values ($1, $2, $3, $4, $5)
on conflict (caller, key) do update
   set request_hash = excluded.request_hash, status = $8, headers = $9, body = $10,
       created_at = excluded.created_at, lease_until = excluded.lease_until
 where k.created_at < $6
    or (k.status is null and k.lease_until < $7 and k.request_hash = excluded.request_hash)
;
insert into catalog.organization (id, name, own_of, created_at)
select $1, $2,
       case when not exists (select from catalog.organization where own_of = $3) then $4 end, $5
;
insert into catalog.organization_member as m (organization_id, subject, role, added_at)
values ($1, $2, $3, $4)
on conflict (organization_id, subject) do update set role = excluded.role
returning subject, role, added_at
;
insert into catalog.outbox (id, type, aggregate_id, payload, occurred_at, trace_parent)
values ($1, $2, $3, $4::jsonb, $5, $6)
;
insert into catalog.performer (created_at,genre,name,organization_id,owner,source,source_id,updated_at,version,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
;
insert into catalog.price_tier (event_id,position,name,amount,currency,sections,lowest,highest,types) values ($1,$2,$3,$4,$5,$6,$7,$8,$9)
;
insert into catalog.sale_code_series as s (event_id, version, last_number) values ($1, $4, $2)
on conflict (event_id) do update
   set version = s.version + $5, last_number = s.last_number + excluded.last_number
returning last_number - $3
;
insert into catalog.venue (city,country_code,created_at,latitude,line1,longitude,name,organization_id,owner,postal_code,source,source_id,state_code,timezone,updated_at,version,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)
;
insert into catalog.venue_organizer (venue_id, organization_id, added_at)
values ($1, $2, $3)
on conflict do nothing
;
insert into catalog.waiting_room_checkpoint (event_id, next_place, state, taken_at)
values ($1, $2, $3, now())
;
insert into catalog.waiting_room_checkpoint as kept (event_id, next_place, state, taken_at)
select seen.event_id, seen.next_place, seen.state::jsonb, $1
from unnest($2::uuid[], $3::bigint[], $4::text[]) as seen (event_id, next_place, state)
where exists (select from catalog.event where id = seen.event_id)
on conflict (event_id) do update
set next_place = excluded.next_place, state = excluded.state, taken_at = excluded.taken_at
where kept.next_place <= excluded.next_place and kept.state <> excluded.state
;
insert into inventory.event_count (event_id, total, available, counted_at) values ($1, $2, $3, $4)
;
insert into inventory.event_layout (event_id, total, seat_map, created_at)
values ($1, $2, $3::jsonb, $4)
;
select (select sum(version) from catalog.event where source_id like $1)
     + (select sum(version) from catalog.venue where source_id like $2)
     + (select sum(version) from catalog.performer where source_id like $3)
;
select action from catalog.audit_trail
 where event_id = $1 and actor = $2 and action like $3 and organization_id is not null
 order by id
;
select action from catalog.audit_trail where event_id = $1 and actor = $2 order by id
;
select c.reltuples from pg_class c
 where c.oid = (select tableoid from inventory.ticket where event_id = $1::uuid limit $2)
;
select cast(to_tx as text) as to_tx, entries, hash, sealed_at from catalog.audit_seal
 order by id desc limit $1
;
select catalog.own_organization($1)
;
select code, kind, percent, amount, currency, sections, price_types, valid_from, valid_until, uses,
       uses_per_customer, $4::bigint used
  from catalog.sale_code c where event_id = $1 and deleted_at is null
 order by number limit $2 offset $3
;
select code, kind, percent, amount, currency, sections, price_types, valid_from, valid_until, uses,
       uses_per_customer, coalesce((select u.used from booking.code_standing u where u.event_id = c.event_id and u.number = c.number), $4) used
  from catalog.sale_code c where event_id = $1 and deleted_at is null
 order by number limit $2 offset $3
;
select count(*) from catalog.event
;
select count(*) from catalog.event e1_0 where e1_0.organization_id in ($1 /*, ... */)
;
select count(*) from catalog.event e1_0 where e1_0.organization_id in ($1)
;
select count(*) from catalog.event where name = $1
;
select count(*) from catalog.event where source is not null
;
select count(*) from catalog.event_performer where event_id = $1
;
select count(*) from catalog.event_pricing where event_id = $1::uuid
;
select count(*) from catalog.event_source where event_id = $1
;
select count(*) from catalog.organization_member where organization_id = $1
;
select count(*) from catalog.organization_member where subject = $1
;
select count(*) from catalog.performer where source is not null
;
select count(*) from catalog.price_tier where event_id = $1
;
select count(*) from catalog.sale_code where event_id = $1
;
select count(*) from catalog.sale_code where event_id = $1 and deleted_at is null
;
select count(*) from catalog.sale_code_series where event_id = $1
;
select count(*) from catalog.venue where source is not null
;
select count(*) from catalog.waiting_room_checkpoint where event_id = $1
;
select count(*) from inventory.ticket where event_id = $1::uuid
;
select count(v1_0.id) from catalog.venue v1_0
;
select details #>> $2 || $3 || (details #>> $4)
  from catalog.audit_trail where event_id = $1 and action = $5
;
select document::text from catalog.event_pricing where event_id = $1::uuid and version = $2
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 where $2=$3 order by e1_0.created_at desc,e1_0.id desc fetch first $1 rows only
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 where e1_0.id=$1 for no key update of e1_0
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 where e1_0.organization_id in ($1 /*, ... */) and e1_0.source_id=$2 order by e1_0.created_at desc,e1_0.id desc fetch first $3 rows only
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 where e1_0.organization_id in ($1 /*, ... */) order by e1_0.created_at desc,e1_0.id desc fetch first $2 rows only
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 where e1_0.organization_id in ($1) and e1_0.source_id=$2 order by e1_0.created_at desc,e1_0.id desc fetch first $3 rows only
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 where e1_0.organization_id in ($1) order by e1_0.created_at desc,e1_0.id desc fetch first $2 rows only
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 where e1_0.source=$1 and e1_0.source_id=$2 and e1_0.owner=$3 for no key update of e1_0
;
select e1_0.id,e1_0.cancelled_at,e1_0.category,e1_0.charges,e1_0.created_at,e1_0.description,e1_0.doors_at,e1_0.ends_at,e1_0.genre,e1_0.max_tickets_per_booking,e1_0.max_tickets_per_customer,e1_0.name,e1_0.organization_id,e1_0.source,e1_0.source_id,e1_0.source_url,e1_0.orphan_rule,e1_0.owner,pi1_0.event_id,pi1_0.position,pi1_0.performer_id,e1_0.url,e1_0.images,e1_0.age_limit,e1_0.time_tba,e1_0.price_min,e1_0.price_max,e1_0.price_currency,pt1_0.event_id,pt1_0.position,pt1_0.name,pt1_0.amount,pt1_0.currency,pt1_0.sections,pt1_0.lowest,pt1_0.highest,pt1_0.types,e1_0.pricing_version,e1_0.published_at,e1_0.refunds_used,e1_0.sales_end_at,e1_0.sales_start_at,e1_0.starts_at,e1_0.status,e1_0.updated_at,e1_0.venue_id,e1_0.version,e1_0.waiting_room_mode,e1_0.admit_per_minute,e1_0.max_active from catalog.event e1_0 left join catalog.event_performer pi1_0 on e1_0.id=pi1_0.event_id left join catalog.price_tier pt1_0 on e1_0.id=pt1_0.event_id where e1_0.id=$1
;
select exists (select from catalog.organization where id = $1)
;
select exists (select from catalog.organization_member
               where organization_id = $1 and role = $3 and subject <> $2)
;
select exists (select from catalog.venue where id = $1 and organization_id = $2)
    or exists (select from catalog.venue_organizer
               where venue_id = $3 and organization_id = $4)
;
select exists (select from inventory.ticket where event_id = $1 and status in ($2 /*, ... */))
;
select id from catalog.event where source_id = $1
;
select id from catalog.event where source_id = $1 and owner = $2
;
select id from catalog.organization where id = $1 for update
;
select id, type, payload::text, occurred_at, trace_parent from catalog.outbox
 where published_at is null and ready and occurred_at <= $1
 order by id limit $2 for update skip locked
;
select o.id, o.name, o.created_at, m.role
from catalog.organization o
left join catalog.organization_member m on m.organization_id = o.id and m.subject = $1
where o.id = $2
;
select o.id, o.name, o.created_at, m.role
from catalog.organization_member m join catalog.organization o on o.id = m.organization_id
where m.subject = $1
order by o.name, o.id
limit $2 offset $3
;
select ordinal, status
from inventory.ticket
where event_id = $1 and status <> $2
;
select organization_id from catalog.organization_member where subject = $1
;
select organization_id, status, published_at is not null or source is not null is_public, version, name
  from catalog.event where id = $1 for update
;
select organization_id, version from catalog.venue where id = $1 for update
;
select p1_0.id,p1_0.created_at,p1_0.genre,p1_0.name,p1_0.organization_id,p1_0.owner,p1_0.source,p1_0.source_id,p1_0.updated_at,p1_0.version from catalog.performer p1_0 where p1_0.id=$1
;
select p1_0.id,p1_0.created_at,p1_0.genre,p1_0.name,p1_0.organization_id,p1_0.owner,p1_0.source,p1_0.source_id,p1_0.updated_at,p1_0.version from catalog.performer p1_0 where p1_0.id=$1 for no key update of p1_0
;
select p1_0.id,p1_0.created_at,p1_0.genre,p1_0.name,p1_0.organization_id,p1_0.owner,p1_0.source,p1_0.source_id,p1_0.updated_at,p1_0.version from catalog.performer p1_0 where p1_0.source=$1 and p1_0.source_id=$2 and p1_0.owner=$3 for no key update of p1_0
;
select pi1_0.event_id,pi1_0.position,pi1_0.performer_id from catalog.event_performer pi1_0 where pi1_0.event_id=$1
;
select pt1_0.event_id,pt1_0.position,pt1_0.name,pt1_0.amount,pt1_0.currency,pt1_0.sections,pt1_0.lowest,pt1_0.highest,pt1_0.types from catalog.price_tier pt1_0 where pt1_0.event_id=$1
;
select request_hash, status, headers::text, body from catalog.idempotency_key where caller = $1 and key = $2
;
select role from catalog.organization_member
where organization_id = $1 and subject = $2
;
select seat_map::text from inventory.event_layout where event_id = $1
;
select seating_plan::text from catalog.venue where id = $1 and seating_plan is not null
;
select seating_plan::text from catalog.venue where id = $1 and seating_plan is not null for share
;
select seen_at, updated_at, moved_from from catalog.event_source where event_id = $1
;
select state::text as state
from catalog.waiting_room_checkpoint
where event_id = $1 and taken_at >= $2
;
select status = $2 from catalog.event where id = $1
;
select string_agg(action, $2 order by id) from catalog.audit_trail where object_id = $1
;
select subject, role, added_at from catalog.organization_member
where organization_id = $1 and subject = $2
;
select subject, role, added_at from catalog.organization_member
where organization_id = $1
order by added_at, subject
limit $2 offset $3
;
select tableoid::regclass::text from inventory.ticket where event_id = $1 limit $2
;
select to_jsonb(t)::text from catalog.audit_trail t where object_id = $1 order by id desc limit $2
;
select v1_0.id,v1_0.city,v1_0.country_code,v1_0.created_at,v1_0.latitude,v1_0.line1,v1_0.longitude,v1_0.name,v1_0.organization_id,v1_0.owner,v1_0.postal_code,v1_0.source,v1_0.source_id,v1_0.state_code,v1_0.timezone,v1_0.updated_at,v1_0.version from catalog.venue v1_0 order by v1_0.name,v1_0.id offset $1 rows fetch first $2 rows only
;
select v1_0.id,v1_0.city,v1_0.country_code,v1_0.created_at,v1_0.latitude,v1_0.line1,v1_0.longitude,v1_0.name,v1_0.organization_id,v1_0.owner,v1_0.postal_code,v1_0.source,v1_0.source_id,v1_0.state_code,v1_0.timezone,v1_0.updated_at,v1_0.version from catalog.venue v1_0 where v1_0.id=$1
;
select v1_0.id,v1_0.city,v1_0.country_code,v1_0.created_at,v1_0.latitude,v1_0.line1,v1_0.longitude,v1_0.name,v1_0.organization_id,v1_0.owner,v1_0.postal_code,v1_0.source,v1_0.source_id,v1_0.state_code,v1_0.timezone,v1_0.updated_at,v1_0.version from catalog.venue v1_0 where v1_0.id=$1 for no key update of v1_0
;
select v1_0.id,v1_0.city,v1_0.country_code,v1_0.created_at,v1_0.latitude,v1_0.line1,v1_0.longitude,v1_0.name,v1_0.organization_id,v1_0.owner,v1_0.postal_code,v1_0.source,v1_0.source_id,v1_0.state_code,v1_0.timezone,v1_0.updated_at,v1_0.version from catalog.venue v1_0 where v1_0.source=$1 and v1_0.source_id=$2 and v1_0.owner=$3 for no key update of v1_0
;
update catalog.event set cancelled_at=$1,category=$2,charges=$3,created_at=$4,description=$5,doors_at=$6,ends_at=$7,genre=$8,max_tickets_per_booking=$9,max_tickets_per_customer=$10,name=$11,source=$12,source_id=$13,source_url=$14,orphan_rule=$15,owner=$16,url=$17,images=$18,age_limit=$19,time_tba=$20,price_min=$21,price_max=$22,price_currency=$23,pricing_version=$24,published_at=$25,refunds_used=$26,sales_end_at=$27,sales_start_at=$28,starts_at=$29,status=$30,updated_at=$31,venue_id=$32,version=$33,waiting_room_mode=$34,admit_per_minute=$35,max_active=$36 where id=$37 and version=$38
;
update catalog.idempotency_key
   set request_hash = $1, status = $2, headers = $3::jsonb, body = $4,
       lease_until = $7
 where caller = $5 and key = $6
;
update catalog.organization set own_of = $3 where id = $1 and own_of = $2
;
update catalog.outbox set published_at = $1 where id = any($2)
;
update catalog.performer set created_at=$1,genre=$2,name=$3,owner=$4,source=$5,source_id=$6,updated_at=$7,version=$8 where id=$9 and version=$10
;
update catalog.sale_code set deleted_at = $1
 where event_id = $2 and code_key = $3 and deleted_at is null
returning number
;
update catalog.venue set city=$1,country_code=$2,created_at=$3,latitude=$4,line1=$5,longitude=$6,name=$7,owner=$8,postal_code=$9,source=$10,source_id=$11,state_code=$12,timezone=$13,updated_at=$14,version=$15 where id=$16 and version=$17
;
update catalog.venue
set seating_plan = $1::jsonb, version = version + $4, updated_at = $2
where id = $3
;
with codes as (delete from catalog.sale_code where event_id = $1),
     series as (delete from catalog.sale_code_series where event_id = $2),
     performers as (delete from catalog.event_performer where event_id = $3),
     tiers as (delete from catalog.price_tier where event_id = $4),
     rooms as (delete from catalog.waiting_room_checkpoint where event_id = $5)
delete from catalog.event where id = $6
;
