-- 24 statements of search-service; 1 more cannot be planned without their values.
delete from search.cdc_offset
;
delete from search.idempotency_key k
 using (select caller, key,
               row_number() over (partition by caller order by created_at desc) place
          from search.idempotency_key
         where caller in (select caller from search.idempotency_key group by caller having count(*) > $1)) old
 where k.caller = old.caller and k.key = old.key and old.place > $2
   and k.status is not null
;
delete from search.idempotency_key where created_at < $1
;
delete from search.parked_row where source <> $1 and tried_at <= $2
;
delete from search.parked_row where source = $1 and key = any($2)
;
insert into search.idempotency_key as k (caller, key, request_hash, created_at, lease_until)
values ($1, $2, $3, $4, $5)
on conflict (caller, key) do update
   set request_hash = excluded.request_hash, status = $8, headers = $9, body = $10,
       created_at = excluded.created_at, lease_until = excluded.lease_until
 where k.created_at < $6
    or (k.status is null and k.lease_until < $7 and k.request_hash = excluded.request_hash)
;
insert into search.parked_row (source, key, reason, lsn, parked_at, tried_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (source, key) do update
set reason = excluded.reason, lsn = excluded.lsn, tried_at = excluded.tried_at,
    attempts = parked_row.attempts + $7
;
insert into search.rebuild (id, state, reason, requested_by, requested_at)
values ($1, $5, $2, $3, $4)
on conflict do nothing
;
select count(*) from catalog.event
;
select count(*) from search.parked_row
;
select e.id, case when e.status = $2 and e.starts_at is null then $3 else e.status end as status,
       e.owner, e.name, e.category, e.genre, e.starts_at, e.ends_at,
       e.sales_start_at, e.sales_end_at, e.price_min, e.price_max, e.price_currency, e.url, e.time_tba,
       v.id as venue_id, v.name as venue_name, v.city, v.state_code, v.country_code, v.timezone,
       v.latitude, v.longitude,
       performers.ids as performer_ids, performers.names as performer_names,
       tiers.min as tier_min, tiers.max as tier_max, tiers.currency as tier_currency,
       coalesce(tickets.total, $4) as tickets, coalesce(tickets.available, $5) as available
from unnest($1::uuid[]) as wanted (id)
join catalog.event e on e.id = wanted.id
join catalog.venue v on v.id = e.venue_id
left join lateral (
    select array_agg(p.id::text order by ep.position) as ids, array_agg(p.name order by ep.position) as names
    from catalog.event_performer ep join catalog.performer p on p.id = ep.performer_id
    where ep.event_id = e.id) performers on $6
left join lateral (
    select min(coalesce(lowest, amount)) as min, max(coalesce(highest, amount)) as max, min(currency) as currency
    from catalog.price_tier where event_id = e.id) tiers on $7
left join inventory.event_count tickets on tickets.event_id = e.id and e.status = $8
;
select id from catalog.event where id > $1 and id <= $2 order by id limit $3
;
select id from catalog.event where venue_id = any($1)
union
select event_id from catalog.event_performer where performer_id = any($2)
;
select id, state, reason, requested_by, requested_at, started_at, finished_at, index_name, total, indexed, detail
 from search.rebuild order by finished_at is null desc, requested_at desc limit $1
;
select id, state, reason, requested_by, requested_at, started_at, finished_at, index_name, total, indexed, detail
 from search.rebuild where finished_at is null
;
select indexed_at, beat_at from search.progress
;
select position, again, again_until, indexed from search.rebuild where id = $1
;
update search.idempotency_key
   set request_hash = $1, status = $2, headers = $3::jsonb, body = $4,
       lease_until = $7
 where caller = $5 and key = $6
;
update search.progress
set reader = $1, beat_at = $2, indexed_at = coalesce($3, indexed_at),
    lsn = $5::pg_lsn + $4
;
update search.rebuild
set position = $1, again = $2, again_until = $3, indexed = $4
where id = $5
;
update search.rebuild set state = $1 where id = $2
;
update search.rebuild
set state = $3, again_until = position, again = $4, requested_at = $1, detail = $2
where finished_at is null and index_name is not null
;
update search.rebuild set state = $1, finished_at = $2, detail = $3 where id = $4
;
update search.rebuild
set state = $5, started_at = $1, index_name = $2, total = $3, indexed = $6,
    position = $7, again_until = $8, again = $9
where id = $4
;
