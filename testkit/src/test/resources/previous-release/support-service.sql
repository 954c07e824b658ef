-- 263 statements of support-service; 30 more cannot be planned without their values.
delete from support.inbox where received_at < $1
;
delete from support.timer where fired_at < $1
;
insert into support.agent (id, presence, capacity, updated_at) values ($1, $4, $2, $3)
on conflict (id) do nothing
;
insert into support.attachment (id, case_id, name, media_type, size, content, created_at)
select $1, $2, $3, $4, $5, $6, $7
 where (select count(*) < $8 and coalesce(sum(size), $12) + $9 <= $10
          from support.attachment where case_id = $11)
;
insert into support.attachment (id, case_id, name, media_type, size, content, created_at)
values ($1, $2, $3, $4, $5, $6::bytea, now())
;
insert into support.case_event (case_id, incident_id, at, actor, type, data)
values ($1, $2, $3, $4, $5, cast($6 as jsonb))
;
insert into support.case_message (id, case_id, kind, author, body, created_at)
select uuidv7(), $1, kind, author, body, created_at from support.case_message
 where case_id = $2 and kind = $3
;
insert into support.case_message (id, case_id, kind, author, body, created_at)
values ($1, $2, $6, $3, $4, $5)
;
insert into support.category_concept (version, position, name, words) values ($1, $2, $3, $4)
;
insert into support.category_rule
       (version, position, category, module, severity, error_codes, keywords, patterns,
        usual_reports)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
;
insert into support.contract (subject, tier, updated_by, updated_at) values ($1, $2, $3, $4)
on conflict (subject) do update
   set tier = excluded.tier, updated_by = excluded.updated_by, updated_at = excluded.updated_at
;
insert into support.idempotency_key as k (caller, key, request_hash, created_at, lease_until)
values ($1, $2, $3, $4, $5)
on conflict (caller, key) do update
   set request_hash = excluded.request_hash, status = $8, headers = $9, body = $10,
       created_at = excluded.created_at, lease_until = excluded.lease_until
 where k.created_at < $6
    or (k.status is null and k.lease_until < $7 and k.request_hash = excluded.request_hash)
;
insert into support.inbound_mail (message_id, sender, outcome, reason, received_at)
values ($1, $2, $4, $5, $3) on conflict (message_id) do nothing
;
insert into support.inbox (message_id, type, received_at)
select id, $1, $2 from unnest($3::text[]) id order by id
on conflict (message_id) do nothing returning message_id
;
insert into support.inbox (message_id, type, received_at) values ($1, $2, $3)
on conflict (message_id) do nothing
;
insert into support.label (
    case_id, category, module, severity, automatic_category, rule_version, corrected, labelled_by, labelled_at)
select id, category, module, severity, category, category_version, $4, $1, $2
  from support.support_case where id = any($3)
on conflict (case_id) do update
   set category = excluded.category, module = excluded.module, severity = excluded.severity,
       corrected = label.corrected or excluded.corrected,
       labelled_by = excluded.labelled_by, labelled_at = excluded.labelled_at
;
insert into support.label (
    case_id, category, module, severity, automatic_category, rule_version, corrected, labelled_by, labelled_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (case_id) do update
   set category = excluded.category, module = excluded.module, severity = excluded.severity,
       corrected = label.corrected or excluded.corrected,
       labelled_by = excluded.labelled_by, labelled_at = excluded.labelled_at
;
insert into support.macro (version, position, name, language, title, body)
values ($1, $2, $3, $4, $5, $6)
;
insert into support.mail (id, recipient, subject, body, created_at, attempt_at)
values ($1, $2, $3, $4, $5, $6)
;
insert into support.routing_rule (version, position, condition, queue) values ($1, $2, $3, $4)
;
insert into support.support_case (
    id, number, source, source_key, reporter, reporter_email, reporter_name, reporter_locale, reporter_zone, tier, channel, subject, body,
    booking_id, event_id, error_code, reported_severity, status, severity, severity_reason, unverified,
    category, category_version, module, queue, routing_version, owner, incident_id, repeat_of,
    print_booking, print_event, print_platform, facts, facts_complete, revenue_per_hour,
    due_at, risk_at, next_due_at, next_risk_at, words, routed_at, overflow_at, last_action_at, created_at, updated_at)
values (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
    $14, $15, $16, $17, $18, $19, $20, $21,
    $22, $23, $24, $25, $26, $27, $28, $29,
    $30, $31, $32, cast($33 as jsonb), $34, $35,
    $36, $37, $38, $39, $40, $41, $42, $43, $44, $45)
on conflict (source_key) do nothing
;
insert into support.timer (kind, subject_id, due_at, wake_at) values ($1, $2, $3, $4)
on conflict (kind, subject_id) do update
   set due_at = excluded.due_at, wake_at = excluded.wake_at, fired_at = $5, attempts = $6
;
select (select coalesce(sum(entries), $1) from support.audit_seal)
    >= (select count(*) from support.case_event)
;
select * from support.agent order by id
;
select * from support.agent where id = $1
;
select * from support.agent where id = $1 for update
;
select * from support.incident where fingerprint = $1 and status in ($2 /*, ... */)
;
select * from support.incident where id = $1
;
select * from support.incident where id = $1 for share
;
select * from support.incident where id = $1 for update
;
select * from support.incident where not $1 or status in ($2 /*, ... */)
 order by opened_at desc limit $3
;
select * from support.support_case where id = $1
;
select * from support.support_case where id = $1 for update
;
select *, cast(coalesce(earliest, due_at) as text) as sort_key, (coalesce(earliest, due_at)) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed  order by coalesce(earliest, due_at) asc, id asc limit $9 offset $10
;
select *, cast(coalesce(earliest, due_at) as text) as sort_key, (coalesce(earliest, due_at)) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed where (coalesce(earliest, due_at), id) > (cast($9 as timestamptz), cast($10 as uuid)) order by coalesce(earliest, due_at) asc, id asc limit $11 offset $12
;
select *, cast(coalesce(earliest, due_at) as text) as sort_key, (coalesce(earliest, due_at)) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.incident_id = $9) listed  order by coalesce(earliest, due_at) asc, id asc limit $10 offset $11
;
select *, cast(coalesce(earliest, due_at) as text) as sort_key, (coalesce(earliest, due_at)) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.owner = $9 and s.status = any($10)) listed  order by coalesce(earliest, due_at) asc, id asc limit $11 offset $12
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed  order by created_at asc, id asc limit $9 offset $10
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed  order by created_at desc, id desc limit $9 offset $10
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed where (created_at, id) < (cast($9 as timestamptz), cast($10 as uuid)) order by created_at desc, id desc limit $11 offset $12
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed where (created_at, id) > (cast($9 as timestamptz), cast($10 as uuid)) order by created_at asc, id asc limit $11 offset $12
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and (to_tsvector($9, s.subject || $10 || s.body) @@ websearch_to_tsquery($11, $12)
      or s.number = upper($13) or cast(s.id as text) = lower($14) or s.reporter = $15
      or lower(s.reporter_email) = lower($16)
      or s.id in (select m.case_id from support.case_message m
                   where to_tsvector($17, m.body) @@ websearch_to_tsquery($18, $19)
                     and ($20 or m.kind <> $21)))
) listed  order by created_at desc, id desc limit $22 offset $23
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and coalesce(clock.breached, $9) = $10) listed  order by created_at desc, id desc limit $11 offset $12
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and coalesce(said.kind in ($9 /*, ... */), $10) = $11) listed  order by created_at desc, id desc limit $12 offset $13
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.event_id = $9) listed  order by created_at desc, id desc limit $10 offset $11
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.incident_id = $9) listed  order by created_at desc, id desc limit $10 offset $11
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.owner = $9 and s.status = any($10)) listed  order by created_at desc, id desc limit $11 offset $12
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.owner = $9) listed  order by created_at desc, id desc limit $10 offset $11
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.owner is null) listed  order by created_at desc, id desc limit $9 offset $10
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.queue = $9) listed  order by created_at desc, id desc limit $10 offset $11
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.reporter = $9 and (to_tsvector($10, s.subject || $11 || s.body) @@ websearch_to_tsquery($12, $13)
      or s.number = upper($14) or cast(s.id as text) = lower($15) or s.reporter = $16
      or lower(s.reporter_email) = lower($17)
      or s.id in (select m.case_id from support.case_message m
                   where to_tsvector($18, m.body) @@ websearch_to_tsquery($19, $20)
                     and ($21 or m.kind <> $22)))
) listed  order by created_at desc, id desc limit $23 offset $24
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.reporter = $9) listed  order by created_at desc, id desc limit $10 offset $11
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.severity = $9) listed  order by created_at desc, id desc limit $10 offset $11
;
select *, cast(created_at as text) as sort_key, (created_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.status = any($9)) listed  order by created_at desc, id desc limit $10 offset $11
;
select *, cast(updated_at as text) as sort_key, (updated_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed  order by updated_at asc, id asc limit $9 offset $10
;
select *, cast(updated_at as text) as sort_key, (updated_at) as sort_value from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed where (updated_at, id) > (cast($9 as timestamptz), cast($10 as uuid)) order by updated_at asc, id asc limit $11 offset $12
;
select actor from support.case_event where case_id = $1 and type = $2
;
select attempts from support.mail order by attempts
;
select attempts, last_error, given_up_at is not null as given_up, sent_at is null as unsent from support.mail where recipient = $1
;
select body from support.support_case where id = $1
;
select booking_id from support.support_case
 where booking_id = any($1) and status not in ($2 /*, ... */)
;
select booking_id from support.support_case where id = $1
;
select booking_id is null from support.support_case where id = $1
;
select bool_or(freeze_depth > $2) from support.sla_clock where case_id = $1 and stopped_at is null
;
select c.error_code, c.subject, c.body, l.category, l.category <> l.automatic_category as corrected
  from support.label l join support.support_case c on c.id = l.case_id
 where c.source = $2 order by l.labelled_at desc limit $1
;
select c.id, c.error_code, c.subject, c.body, l.category as label
  from support.support_case c left join support.label l on l.case_id = c.id
 where c.source = $2 order by c.created_at desc limit $1
;
select case_id from support.mail where id = any($1) and case_id is not null
union
select case_id from support.inbound_mail where message_id = any($2) and case_id is not null
;
select case_id, clock_id, at, type, data::text from support.case_event
 where case_id = any($1) and type like $2 order by id
;
select cast(to_tx as text) as to_tx, entries, hash, sealed_at from support.audit_seal order by id
;
select cast(to_tx as text) as to_tx, entries, hash, sealed_at from support.audit_seal
 order by id desc limit $1
;
select category, module, severity, error_codes, keywords, patterns, usual_reports
  from support.category_rule where version = $1 order by position
;
select category_version from support.support_case where id = $1
;
select channel from support.support_case where id = $1
;
select coalesce(booking_id::text, $2) from support.support_case where id = $1
;
select coalesce(bool_and(status in ($1 /*, ... */)), $2) from booking.refund
 where booking_id = $3 and reason = $4
;
select coalesce(max(length(body)), $1) from support.support_case
;
select condition, queue from support.routing_rule where version = $1 order by position
;
select content from support.attachment where case_id = $1 and id = $2
;
select count(*) as cases, count(*) filter (where misroutes > $2) as misrouted
  from support.support_case where source = $3 and created_at > $1
;
select count(*) from (
    select $1 from support.support_case
     where status in ($2 /*, ... */) limit $3) open
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and (to_tsvector($9, s.subject || $10 || s.body) @@ websearch_to_tsquery($11, $12)
      or s.number = upper($13) or cast(s.id as text) = lower($14) or s.reporter = $15
      or lower(s.reporter_email) = lower($16)
      or s.id in (select m.case_id from support.case_message m
                   where to_tsvector($17, m.body) @@ websearch_to_tsquery($18, $19)
                     and ($20 or m.kind <> $21)))
) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and coalesce(clock.breached, $9) = $10) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and coalesce(said.kind in ($9 /*, ... */), $10) = $11) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.event_id = $9) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.incident_id = $9) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.owner = $9 and s.status = any($10)) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.owner = $9) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.owner is null) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.queue = $9) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.reporter = $9 and (to_tsvector($10, s.subject || $11 || s.body) @@ websearch_to_tsquery($12, $13)
      or s.number = upper($14) or cast(s.id as text) = lower($15) or s.reporter = $16
      or lower(s.reporter_email) = lower($17)
      or s.id in (select m.case_id from support.case_message m
                   where to_tsvector($18, m.body) @@ websearch_to_tsquery($19, $20)
                     and ($21 or m.kind <> $22)))
) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.reporter = $9) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.severity = $9) listed
;
select count(*) from (select s.*, clock.earliest, clock.breached, said.kind = $1 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $2 and c.due_at <= $3))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $4
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($5 /*, ... */)
         order by m.created_at desc, m.id desc limit $6) said on $7
 where s.source <> $8
 and s.status = any($9)) listed
;
select count(*) from booking.booking b
 where b.event_id = $1
   and (b.status in ($2 /*, ... */)
        or b.status in ($3 /*, ... */) and exists (
            select $4 from unnest(b.ordinals) o (ordinal)
             where not exists (select $5 from booking.returned_ticket r
                                where r.event_id = b.event_id and r.booking_id = b.id and r.ordinal = o.ordinal)
               and not exists (select $6 from booking.check_in c
                                where c.event_id = b.event_id and c.ordinal = o.ordinal and c.booking_id = b.id))
        or exists (select $7 from booking.refund r
                    where r.event_id = b.event_id and r.booking_id = b.id
                      and (r.status in ($8 /*, ... */) or r.status = $9 and r.is_owed)))
;
select count(*) from support.case_event
;
select count(*) from support.case_event
 where case_id = $1 and type = $2 and data ->> $3 = $4
;
select count(*) from support.case_message
;
select count(*) from support.case_message where body like $1
;
select count(*) from support.case_message where case_id = $1 and body = $2
;
select count(*) from support.case_message where case_id = $1 and kind = $2
;
select count(*) from support.case_message where kind = $1
;
select count(*) from support.case_message where kind = $1 group by case_id having count(*) > $2
;
select count(*) from support.clock_freeze f
 where f.thawed_at is null and f.source = $1
;
select count(*) from support.inbound_mail
;
select count(*) from support.inbound_mail where outcome = $1
;
select count(*) from support.inbound_mail
 where sender = $1 and outcome = $3 and received_at > $2
;
select count(*) from support.inbox where type = $1
;
select count(*) from support.incident
;
select count(*) from support.incident where status = $1
;
select count(*) from support.incident where status in ($1 /*, ... */)
;
select count(*) from support.mail
;
select count(*) from support.mail where body like $1
;
select count(*) from support.mail where recipient = $1
;
select count(*) from support.mail where sent_at is null
;
select count(*) from support.mail where subject = $1
;
select count(*) from support.mail where subject like $1
;
select count(*) from support.sla_clock where case_id is not null and breached_at is not null
;
select count(*) from support.support_case
;
select count(*) from support.support_case t where cast(t as text) like $1
;
select count(*) from support.support_case where channel = $1
;
select count(*) from support.support_case where error_code = $1 and incident_id is not null
;
select count(*) from support.support_case where incident_id = $1
;
select count(*) from support.support_case where incident_id = $1 and status <> $2
;
select count(*) from support.support_case where incident_id is not null
;
select count(*) from support.support_case
 where owner = $1 and status in ($2 /*, ... */)
;
select count(*) from support.support_case where status = $1
;
select count(*) from support.timer
;
select count(distinct coalesce(reporter, cast(id as text))) from support.support_case
 where category = $1 and created_at > $2 and created_at <= $3 and incident_id is null
;
select count(distinct coalesce(reporter, cast(id as text))) from support.support_case
 where print_booking = $1 and created_at > $2 and incident_id is null
   and left_incident_id is null and status not in ($3 /*, ... */)
;
select count(distinct coalesce(reporter, cast(id as text))) from support.support_case
 where print_event = $1 and created_at > $2 and incident_id is null
   and left_incident_id is null and status not in ($3 /*, ... */)
;
select count(distinct coalesce(reporter, cast(id as text))) from support.support_case
 where print_platform = $1 and created_at > $2 and incident_id is null
   and left_incident_id is null and status not in ($3 /*, ... */)
;
select count(distinct xmin::text) from support.mail where recipient = $1
;
select distinct b.id, b.event_id, b.buyer
  from (select event_id, booking_id from booking.payment_event
         where type = $1 and received_at between $2 and $3
        union all
        select event_id, booking_id from booking.refund
         where status = $4 and reason = $5 and created_at between $6 and $7) p
  join booking.booking b on b.event_id = p.event_id and b.id = p.booking_id
 where b.status not in ($8 /*, ... */)
   and not exists (select $9 from booking.refund r
                    where r.event_id = b.event_id and r.booking_id = b.id and r.status <> $10)
   and not exists (select $11 from support.support_case s
                    where s.source_key = $12 || b.id)
;
select distinct b.id, b.status from support.support_case s
  join booking.booking b on b.id = s.booking_id
 where s.created_at > $1 and s.source = $2 and s.owner is null
   and s.status not in ($3 /*, ... */) and b.status in ($4 /*, ... */)
;
select distinct on (queue) *, $1 as sort_key from (select s.*, clock.earliest, clock.breached, said.kind = $2 as customer_replied
  from support.support_case s
  left join lateral (
        select min(c.due_at) filter (where c.stopped_at is null) as earliest,
               bool_or(c.breached_at is not null or (c.stopped_at is null and c.freeze_depth = $3 and c.due_at <= $4))
                   as breached
          from support.sla_clock c where c.case_id = s.id) clock on $5
  left join lateral (
        select m.kind from support.case_message m
         where m.case_id = s.id and m.kind in ($6 /*, ... */)
         order by m.created_at desc, m.id desc limit $7) said on $8
 where s.source <> $9
 and s.status = $10) listed
 order by queue, severity <> $11, coalesce(earliest, due_at), id
;
select distinct outcome from support.sla_clock where case_id = $1
;
select distinct status from support.incident
;
select due_at from support.support_case where id = $1
;
select due_at, breached_at is not null as breached from support.sla_clock
 where case_id = $1 and kind = $2 and stopped_at is null
;
select e.id, e.name from catalog.event e
 where e.status = $2 and e.cancelled_at > $1
   and not exists (select $3 from support.incident i
                    where i.scope_id = e.id and i.origin = $4)
;
select event_id from support.support_case where id = $1
;
select exists (select $4 from support.incident
                where id = $1
                  and (fingerprint = any($2)
                       or (origin = $5 and scope_id = cast($3 as uuid))))
;
select exists (select $2 from support.support_case where queue = $1 and status = $3)
;
select facts_complete from support.support_case where id = $1
;
select fingerprint from support.incident
 where status in ($1 /*, ... */) and fingerprint like $2
 order by opened_at desc
;
select frozen_ms from support.sla_clock where case_id = $1 and kind = $2
;
select id from support.incident
;
select id from support.incident where fingerprint = $1 and status in ($2 /*, ... */)
;
select id from support.incident where status in ($1 /*, ... */)
;
select id from support.mail where case_id = $1
;
select id from support.support_case
;
select id from support.support_case
 where booking_id = $1 and status not in ($2 /*, ... */) order by id
;
select id from support.support_case
 where event_id = $1 and incident_id is null and status not in ($2 /*, ... */)
   and category <> all($3)
 order by id for update
;
select id from support.support_case
 where event_id = $1 and status not in ($2 /*, ... */) order by id
;
select id from support.support_case
 where id = (select case_id from support.sla_clock where id = $1) for update
;
select id from support.support_case
 where id = any($1) and incident_id is null and left_incident_id is null
   and status not in ($2 /*, ... */)
 order by id for update
;
select id from support.support_case
 where id > $1 and status in ($2 /*, ... */)
 order by id limit $3
;
select id from support.support_case
 where incident_id = $1 and status not in ($2 /*, ... */) order by id for update
;
select id from support.support_case where incident_id = $1 limit $2
;
select id from support.support_case where incident_id = $1 order by id
;
select id from support.support_case where number = $1
;
select id from support.support_case where owner = $1 and status = $2 order by id
;
select id from support.support_case
 where print_event = $1 and created_at > $2 and incident_id is null
   and left_incident_id is null and status not in ($3 /*, ... */)
 order by id for update
;
select id from support.support_case
 where print_platform = $1 and created_at > $2 and incident_id is null
   and left_incident_id is null and status not in ($3 /*, ... */)
 order by id for update
;
select id from support.support_case
 where queue = $1 and status = $4 and $5
   and (overflow_at <= $2 or module = any($3))
 order by next_due_at, tier_rank, revenue_per_hour desc, id limit $6 for update skip locked
;
select id from support.support_case
 where queue = $1 and status = $5 and next_risk_at <= $2
   and (overflow_at <= $3 or module = any($4))
 order by next_due_at, tier_rank, revenue_per_hour desc, id limit $6 for update skip locked
;
select id from support.support_case
 where queue = $1 and status = $4 and severity = $5
   and (overflow_at <= $2 or module = any($3))
 order by next_due_at, tier_rank, revenue_per_hour desc, id limit $6 for update skip locked
;
select id from support.support_case
 where queue not in ($1 /*, ... */) and status = $2 and $3
   and (overflow_at <= $4 or module = any($5))
 order by next_due_at, tier_rank, revenue_per_hour desc, id limit $6 for update skip locked
;
select id from support.support_case
 where queue not in ($1 /*, ... */) and status = $2 and next_risk_at <= $3
   and (overflow_at <= $4 or module = any($5))
 order by next_due_at, tier_rank, revenue_per_hour desc, id limit $6 for update skip locked
;
select id from support.support_case
 where queue not in ($1 /*, ... */) and status = $2 and severity = $3
   and (overflow_at <= $4 or module = any($5))
 order by next_due_at, tier_rank, revenue_per_hour desc, id limit $6 for update skip locked
;
select id from support.support_case
 where reporter = $1 and status not in ($2 /*, ... */) and category = $3
   and error_code is null and words = cast($4 as text[])
   and (cardinality(words) > $5 or (subject = $6 and body = $7))
 order by created_at limit $8
;
select id from support.support_case
 where reporter = $1 and status not in ($2 /*, ... */) and repeat_of is null
   and print_platform = $3
   and coalesce(print_booking, $4) = $5 and coalesce(print_event, $6) = $7
 order by created_at limit $8
;
select id, at, actor, type, data::text from support.case_event where case_id = $1 order by id
;
select id, at, actor, type, data::text from support.case_event where incident_id = $1 order by id
;
select id, case_id, due_at from support.sla_clock where case_id = any($1) and stopped_at is null
;
select id, coalesce(reporter, cast(id as text)) as who, words from support.support_case
 where category = $1 and error_code is null and incident_id is null
   and left_incident_id is null and status not in ($2 /*, ... */)
   and created_at > $3 and words && cast($4 as text[])
 order by created_at desc limit $5
;
select id, name, media_type, size, created_at from support.attachment
 where case_id = $1 order by created_at, id
;
select id, name, owner, status, starts_at from catalog.event where id = $1
;
select id, severity, module, category, tier, channel, source, error_code
  from support.support_case where source <> $2
 order by created_at desc limit $1
;
select id, subject, resolution, reporter_name,
       ts_rank(to_tsvector($6, subject || $7 || body), to_tsquery($8, $1)) as rank
  from support.support_case
 where resolution is not null and category = $2 and id <> $3 and incident_id is null
   and source <> $9
   and to_tsvector($10, subject || $11 || body) @@ to_tsquery($12, $4)
 order by rank desc, resolved_at desc limit $5
;
select id, version from support.support_case where id = any($1)
;
select incident_id from support.support_case where id = $1
;
select incident_id is null from support.support_case where id = $1
;
select kind, author, body, created_at from support.case_message
 where case_id = $1 order by created_at, id
;
select kind, due_at, freeze_depth > $2 as frozen, breached_at is not null as breached, outcome
  from support.sla_clock where case_id = $1 order by started_at, kind
;
select last_error from support.mail where sent_at is null
;
select max(n) from (select count(*) n from support.support_case where owner is not null group by owner) x
;
select max(version) from support.rule_version where kind = $1
;
select max(version) from support.rule_version
 where kind = $1 and author = $2 and note is not null
;
select misroutes from support.support_case where id = $1
;
select module || $2 || corrected from support.label where case_id = $1
;
select name, language, title, body from support.macro
 where version = $1 order by position, language
;
select name, words from support.category_concept where version = $1 order by position
;
select number from support.support_case where id = $1
;
select outcome from support.sla_clock where incident_id is not null
;
select outcome, reason, case_id from support.inbound_mail where message_id = $1
;
select policy ->> $2 from support.sla_clock where case_id = $1 and kind = $3
;
select queue from support.support_case where id = $1
;
select queue, count(*) as cases, min(due_at) as next_due from support.support_case s
 where status = $2 and risk_at <= $1 and source <> $3
   and not exists (select $4 from support.sla_clock c
                    where c.case_id = s.id and c.stopped_at is null and c.freeze_depth > $5)
 group by queue order by queue
;
select queue, count(*) as waiting, count(*) filter (where severity = $2) as severity1,
       count(*) filter (where overflow_at <= $1) as overflowed,
       min(created_at) as oldest, min(due_at) as next_due
  from support.support_case
 where status = $3 and source <> $4 group by queue
;
select r.id, r.booking_id, r.event_id, b.buyer, r.failure_code
  from booking.refund r join booking.booking b on b.event_id = r.event_id and b.id = r.booking_id
 where r.status = $3 and r.is_owed and r.updated_at between $1 and $2
   and not exists (select $4 from support.support_case s where s.source_key = $5 || r.id)
;
select reopenings from support.support_case where id = $1
;
select reporter from support.support_case where id = $1
;
select reporter_locale from support.support_case where id = $1
;
select reporters_when_dismissed from support.incident
 where fingerprint = $1 and status = $3 and resolved_at > $2
   and reporters_when_dismissed is not null
 order by resolved_at desc limit $4
;
select request_hash, status, headers::text, body from support.idempotency_key where caller = $1 and key = $2
;
select routing_version from support.support_case where id = $1
;
select scope from support.incident
;
select severity from support.support_case where id = $1
;
select status from support.support_case where id = $1
;
select status from support.support_case where source_key = $1
;
select subject || $1 || body from support.mail where recipient like $2 order by id
;
select subject || body from support.mail where recipient = $1
;
select target_ms from support.sla_clock where case_id = $1 and kind = $2
;
select tier from support.contract where subject = $1
;
select tier from support.support_case where id = $1
;
select type from support.case_event where case_id = $1 order by id
;
select unverified from support.support_case where id = $1
;
select v.timezone from catalog.event e join catalog.venue v on v.id = e.venue_id where e.id = $1
;
select version from support.support_case where id = $1
;
select words from support.support_case where id = $1
;
update support.agent
   set name = coalesce($1, name), presence = $2, skills = $3, requested_skills = $4,
       capacity = $5, level = $6, contractor = $7,
       auto_assign = $8, version = version + $11, updated_at = $9
 where id = $10
;
update support.idempotency_key
   set request_hash = $1, status = $2, headers = $3::jsonb, body = $4,
       lease_until = $7
 where caller = $5 and key = $6
;
update support.inbound_mail set outcome = $1, reason = $2, case_id = $3
 where message_id = $4
;
update support.incident set last_update_at = $1, thawed_at = $3, version = version + $4
 where id = $2
;
update support.incident set status = $1
;
update support.incident
   set status = $5, acknowledged_at = $1, acknowledged_by = $2,
       last_update_at = $3, version = version + $6
 where id = $4 and status = $7
;
update support.incident
   set status = $1, resolved_at = $2, resolved_by = $3, resolution = $4,
       reporters_when_dismissed = case when $5 = $8 then (
           select count(distinct coalesce(s.reporter, cast(s.id as text)))
             from support.support_case s where s.incident_id = $6) end,
       version = version + $9
 where id = $7
;
update support.incident set thawed_at = $1, version = version + $3 where id = $2
;
update support.mail set attempt_at = $1, attempts = attempts - $3 where id = any($2)
;
update support.mail
   set attempt_at = $1, given_up_at = cast($2 as timestamptz), last_error = $3
 where id = $4
;
update support.mail set body = body || $5 || $1
 where id = (select id from support.mail
              where recipient = $2 and subject = $3 and sent_at is null
                and attempts = $6 and length(body) < $4
              order by created_at limit $7 for update skip locked)
;
update support.mail set sent_at = $1, last_error = $3 where id = $2
;
update support.sla_clock set stopped_at = started_at, outcome = $2 where case_id = $1
;
update support.support_case set booking_id = $1, event_id = $2 where id = $3
;
update support.support_case
   set category = $1, category_version = $2, module = $3,
       severity = $4, severity_reason = $5, unverified = $6, facts = cast($7 as jsonb),
       facts_complete = $8, revenue_per_hour = $9,
       print_booking = $10, print_event = $11, print_platform = $12,
       version = support_case.version + $15, updated_at = $13
 where id = $14
;
update support.support_case set due_at = $1 where id = $2
;
update support.support_case set due_at = $1, risk_at = $2 where id = $3
;
update support.support_case
   set escalated_at = $1, version = version + $2, updated_at = $3
 where id = $4 and severity = $5 and status in ($6 /*, ... */)
   and escalated_at is null and last_action_at <= $7
;
update support.support_case set incident_id = $1
;
update support.support_case set incident_id = $2 where id = $1
;
update support.support_case
   set incident_id = $5, left_incident_id = $1, version = version + $6, updated_at = $2
 where id = $3 and incident_id = $4
;
update support.support_case
   set incident_id = $1, version = version + $2, updated_at = $3
 where id = any($4) and incident_id is null and status not in ($5 /*, ... */)
returning id
;
update support.support_case set merged_into = $1 where id = $2
;
update support.support_case set misroutes = misroutes + $2 where id = $1
;
update support.support_case
   set resolution = $3, resolved_at = $4, resolved_by = $5, escalated_at = $6,
       status = $7, owner = $8, reopenings = reopenings + $9, last_action_at = $1
 where id = $2 and status = $10
;
update support.support_case set revenue_per_hour = $2 where id = $1
;
update support.support_case
   set severity = $1, severity_reason = $2,
       status = $3, owner = $4, queue = $5, routing_version = $6,
       routed_at = $7, overflow_at = $8, version = version + $9, updated_at = $10
 where id = any($11) and status not in ($12 /*, ... */)
;
update support.support_case
   set status = $5, closed_at = $1, version = version + $6, updated_at = $2
 where id = $3 and status = $7 and resolved_at <= $4
;
update support.support_case
   set status = $1, last_action_at = $2, version = version + $5, updated_at = $3
 where id = $4
;
update support.support_case
   set status = $5, owner = $1, last_action_at = $2,
       version = version + $6, updated_at = $3
 where id = $4 and status = $7 and owner is null
;
update support.support_case
   set status = $9, owner = $10, queue = $1, module = $2, routing_version = $3,
       incident_id = $4, routed_at = $5, overflow_at = $6,
       version = version + $11, updated_at = $7
 where id = $8
;
update support.support_case
   set status = $1, resolution = $2, resolved_by = $3, resolved_at = $4,
       last_action_at = $5, version = version + $6, updated_at = $7
 where id = any($8) and status not in ($9 /*, ... */)
returning id
;
update support.support_case set version = version + $3, updated_at = $1 where id = $2
;
update support.timer set fired_at = $1
 where kind = $2 and subject_id = $3 and due_at = $4 and fired_at is null
;
with alone as (
    select id, reporter, unnest(array[print_booking, print_event, print_platform]) as print
      from support.support_case
     where incident_id is null and left_incident_id is null and created_at > $1
       and print_platform is not null
       and status not in ($2 /*, ... */)
)
select cast(max(cast(id as text)) as uuid) from alone
 where print is not null group by print
having count(distinct coalesce(reporter, cast(id as text))) >= $3
    or exists (select $4 from support.incident i
                where i.fingerprint = alone.print and i.status in ($5 /*, ... */))
;
with breached as (
    update support.sla_clock set breached_at = due_at, detected_at = $1
     where case_id = any($2) and stopped_at is null and breached_at is null
       and freeze_depth = $6 and due_at <= $3
    returning id, case_id, incident_id, kind, due_at
), recorded as (
    insert into support.case_event (case_id, incident_id, clock_id, at, actor, type, data)
    select case_id, incident_id, id, $4, $7, $8,
           jsonb_build_object($9, id, $10, kind, $11, due_at)
      from breached
), touched as (
    update support.support_case s set version = version + $12, updated_at = $5
      from breached where s.id = breached.case_id
)
select * from breached
;
with breached as (
    update support.sla_clock set breached_at = due_at, detected_at = $1
     where id = any($2) and stopped_at is null and breached_at is null
       and freeze_depth = $6 and due_at <= $3
    returning id, case_id, incident_id, kind, due_at
), recorded as (
    insert into support.case_event (case_id, incident_id, clock_id, at, actor, type, data)
    select case_id, incident_id, id, $4, $7, $8,
           jsonb_build_object($9, id, $10, kind, $11, due_at)
      from breached
), touched as (
    update support.support_case s set version = version + $12, updated_at = $5
      from breached where s.id = breached.case_id
)
select * from breached
;
with breached as (
    update support.sla_clock set breached_at = due_at, detected_at = $1
     where incident_id = any($2) and stopped_at is null and breached_at is null
       and freeze_depth = $6 and due_at <= $3
    returning id, case_id, incident_id, kind, due_at
), recorded as (
    insert into support.case_event (case_id, incident_id, clock_id, at, actor, type, data)
    select case_id, incident_id, id, $4, $7, $8,
           jsonb_build_object($9, id, $10, kind, $11, due_at)
      from breached
), touched as (
    update support.support_case s set version = version + $12, updated_at = $5
      from breached where s.id = breached.case_id
)
select * from breached
;
with due as (
    select id from support.mail
     where sent_at is null and given_up_at is null and attempt_at <= $1
     order by kind = $5, attempt_at limit $2 for update skip locked
), taken as (
    update support.mail m set attempt_at = $3, attempts = attempts + $6
      from due where m.id = due.id
    returning m.*
)
select t.*, s.number, s.event_id, s.reporter_locale, s.reporter_zone,
       array(select message from (
            select i.message_id as message, i.received_at as at from support.inbound_mail i
             where i.case_id = t.case_id and i.message_id like $7
            union all
            select $8 || e.id || $4 || $9, e.created_at from support.mail e
             where e.case_id = t.case_id and e.id <> t.id and e.sent_at is not null
            order by at desc limit $10) said order by at) as answers,
       (select i.message_id from support.inbound_mail i
         where i.case_id = t.case_id and i.message_id like $11
         order by i.received_at desc limit $12) as last_received
  from taken t left join support.support_case s on s.id = t.case_id
 order by t.kind = $13, t.created_at, t.id
;
with due as (
    select kind, subject_id from support.timer
     where fired_at is null and wake_at <= $1
     order by wake_at limit $2 for update skip locked
)
update support.timer t set wake_at = $3
  from due where t.kind = due.kind and t.subject_id = due.subject_id
returning t.kind, t.subject_id, t.due_at, t.attempts
;
with opened as (
    insert into support.clock_freeze (clock_id, reason, source, frozen_at)
    select id, $1, $2, $3 from support.sla_clock
     where case_id = any($4) and stopped_at is null
    on conflict (clock_id, reason, source) where thawed_at is null do nothing
    returning clock_id
), frozen as (
    update support.sla_clock c
       set freeze_depth = freeze_depth + $9, frozen_since = coalesce(frozen_since, $5)
      from opened where c.id = opened.clock_id
    returning c.case_id
)
insert into support.case_event (case_id, at, actor, type, data)
select distinct case_id, cast($6 as timestamptz), $10, $11,
       jsonb_build_object($12, $7, $13, $8)
  from frozen
;
