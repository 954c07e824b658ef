-- S1: severity 1 needs a consequence in our own rows; until one is found a claim is unverified and looked at again.
-- S3, S4: what an incident may take, and what has left it. S7: the order of `next` follows every running clock.
alter table support.support_case
    add column unverified       boolean not null default false,
    add column left_incident_id uuid references support.incident (id),
    -- Of a report no rule understood: its telling words, to see that others tell the same.
    add column words            text[] not null default '{}',
    -- The earliest running clock, and from when the first of them counts as at risk.
    add column next_due_at      timestamptz,
    add column next_risk_at     timestamptz;
update support.support_case s
   set next_due_at = coalesce((select min(c.due_at) from support.sla_clock c
                                where c.case_id = s.id and c.stopped_at is null), s.due_at),
       next_risk_at = s.risk_at;
alter table support.support_case
    alter column next_due_at set not null,
    alter column next_risk_at set not null;

drop index support.case_queue_by_deadline;
drop index support.case_queue_critical;
drop index support.case_queue_by_risk;
drop index support.case_waiting_by_deadline;
create index case_queue_by_deadline on support.support_case (queue, next_due_at, tier_rank, revenue_per_hour desc, id)
    where status = 'ROUTED';
create index case_queue_critical on support.support_case (queue, next_due_at, tier_rank, revenue_per_hour desc, id)
    where status = 'ROUTED' and severity = 1;
create index case_queue_by_risk on support.support_case (queue, next_risk_at) where status = 'ROUTED';
create index case_waiting_by_deadline on support.support_case (next_due_at, tier_rank, revenue_per_hour desc, id)
    where status = 'ROUTED';
create index case_by_words on support.support_case using gin (words) where category = 'OTHER' and incident_id is null;
create index case_by_category on support.support_case (category, created_at);

-- A dismissed incident rests until this has doubled.
alter table support.incident
    add column reporters_when_dismissed integer;

-- S8: a manager grants skills; what an agent asks for waits here. S9: somebody new is masked until a manager vouches.
alter table support.agent
    add column requested_skills text[] not null default '{}',
    alter column contractor set default true;

-- S2: what no rule understands goes to people who sort it, not to 24 hours of silence.
do $rules$ begin
if (select max(version) from support.rule_version where kind = 'ROUTING') > 1 then
    return;
end if;
insert into support.rule_version (kind, version, author, note, created_at) values
    ('ROUTING', 2, 'boxoffice', 'a queue for what no rule understands', '2026-11-28T00:00:00Z');
insert into support.routing_rule (version, position, condition, queue)
select 2, position + case when position > 3 then 1 else 0 end, condition, queue
  from support.routing_rule where version = 1;
insert into support.routing_rule (version, position, condition, queue) values (2, 4, 'category=OTHER', 'triage');
end $rules$;

-- S10: the owner of the table can switch its trigger off, so a chain of seals shows what was changed behind it. A seal
-- covers what transactions before `to_tx` wrote, in order, and the seal before it.
alter table support.case_event add column tx xid8 not null default pg_current_xact_id();
create index case_event_by_tx on support.case_event (tx, id);
create table support.audit_seal (
    id         bigint generated always as identity primary key,
    to_tx      xid8 not null unique,
    entries    bigint not null,
    hash       text not null,
    sealed_at  timestamptz not null
);
create trigger audit_seal_is_append_only before update or delete on support.audit_seal
    for each row execute function support.refuse_to_rewrite_history();
grant select, insert on support.audit_seal to support_service;
