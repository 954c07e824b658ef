-- The states and the clocks of the desk. Instants are kept to the millisecond, so that what is written is what is compared.

create table support.support_case (
    id                uuid primary key,
    source            text not null,
    -- What makes a case opened by the platform itself happen once.
    source_key        text,
    reporter          text,
    reporter_email    text,
    reporter_name     text,
    tier              text not null,
    tier_rank         integer not null generated always as (
        case tier when 'ORGANISER' then 0 when 'VIP' then 1 else 2 end) stored,
    channel           text not null,
    subject           text not null,
    body              text not null,
    booking_id        uuid,
    event_id          uuid,
    error_code        text,
    reported_severity text, -- kept as a claim; nothing is decided by it
    status            text not null,
    severity          integer not null,
    severity_reason   text not null,
    category          text not null,
    category_version  integer not null,
    module            text not null,
    queue             text not null,
    routing_version   integer not null,
    owner             text,
    incident_id       uuid,
    repeat_of         uuid,
    -- The fingerprint (category + error code) at the three scopes an incident may have.
    print_booking     text,
    print_event       text,
    print_platform    text,
    facts             jsonb not null default '{}',
    facts_complete    boolean not null default true,
    revenue_per_hour  bigint not null default 0, -- minor units at stake
    -- Mirrors of the running resolution clock, for the order of the queues.
    due_at            timestamptz not null,
    risk_at           timestamptz not null,
    routed_at         timestamptz not null,
    overflow_at       timestamptz not null,
    last_action_at    timestamptz not null,
    escalated_at      timestamptz,
    misroutes         integer not null default 0,
    reopenings        integer not null default 0,
    resolution        text,
    resolved_at       timestamptz,
    resolved_by       text,
    closed_at         timestamptz,
    version           bigint not null default 0,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    constraint case_source_known check (source in ('REPORT', 'PLATFORM', 'SYNTHETIC')),
    constraint case_source_key_happens_once unique (source_key),
    constraint case_status_known check (
        status in ('ROUTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CLOSED')),
    constraint case_severity_in_range check (severity between 1 and 3),
    constraint case_tier_known check (tier in ('ORGANISER', 'VIP', 'STANDARD')),
    constraint case_channel_known check (channel in ('EMAIL', 'IN_APP', 'PLATFORM')),
    -- One owner, or one queue with a running clock: never both, never neither.
    constraint case_routed_has_queue_and_no_owner check (status <> 'ROUTED' or (queue is not null and owner is null)),
    constraint case_worked_has_owner check (status not in ('IN_PROGRESS', 'WAITING_FOR_CUSTOMER') or owner is not null),
    constraint case_resolved_says_how check (
        status not in ('RESOLVED', 'CLOSED') or (resolution is not null and resolved_at is not null))
);
-- The order of `next` within each lane; tiers and revenue break ties.
create index case_queue_by_deadline on support.support_case (queue, due_at, tier_rank, revenue_per_hour desc, id)
    where status = 'ROUTED';
create index case_queue_critical on support.support_case (queue, due_at, tier_rank, revenue_per_hour desc, id)
    where status = 'ROUTED' and severity = 1;
create index case_queue_by_risk on support.support_case (queue, risk_at) where status = 'ROUTED';
create index case_waiting_by_deadline on support.support_case (due_at, tier_rank, revenue_per_hour desc, id)
    where status = 'ROUTED';
create index case_by_owner on support.support_case (owner) where status in ('IN_PROGRESS', 'WAITING_FOR_CUSTOMER');
create index case_by_reporter on support.support_case (reporter, created_at desc);
create index case_by_incident on support.support_case (incident_id, id) where incident_id is not null;
create index case_by_booking on support.support_case (booking_id) where booking_id is not null;
create index case_by_event on support.support_case (event_id) where event_id is not null and status not in ('RESOLVED', 'CLOSED');
create index case_by_creation on support.support_case (created_at desc);
create index case_by_resolution on support.support_case (resolved_at) where resolved_at is not null;
create index case_print_booking on support.support_case (print_booking, created_at) where incident_id is null;
create index case_print_event on support.support_case (print_event, created_at) where incident_id is null;
create index case_print_platform on support.support_case (print_platform, created_at) where incident_id is null;
create index case_answers on support.support_case using gin (to_tsvector('simple', subject || ' ' || body))
    where resolution is not null;

create table support.incident (
    id               uuid primary key,
    fingerprint      text not null,
    scope            text not null,
    scope_id         uuid,
    category         text not null,
    error_code       text,
    title            text not null,
    severity         integer not null,
    status           text not null,
    origin           text not null,
    opened_by        text not null,
    opened_at        timestamptz not null,
    acknowledged_at  timestamptz,
    acknowledged_by  text,
    last_update_at   timestamptz not null,
    thawed_at        timestamptz, -- it fell silent, and its members' clocks run again
    resolved_at      timestamptz,
    resolved_by      text,
    resolution       text,
    needs_refunds    boolean not null default false,
    version          bigint not null default 0,
    constraint incident_scope_known check (scope in ('BOOKING', 'EVENT', 'PLATFORM')),
    constraint incident_scope_has_its_id check ((scope = 'PLATFORM') = (scope_id is null)),
    constraint incident_status_known check (status in ('SUSPECTED', 'ACKNOWLEDGED', 'RESOLVED', 'DISMISSED')),
    constraint incident_origin_known check (origin in ('DETECTED', 'DECLARED', 'PLATFORM')),
    constraint incident_severity_in_range check (severity between 1 and 3),
    constraint incident_acknowledged_by_someone check (status <> 'ACKNOWLEDGED' or acknowledged_by is not null)
);
create unique index incident_one_open_per_fingerprint on support.incident (fingerprint)
    where status in ('SUSPECTED', 'ACKNOWLEDGED');
create index incident_by_opening on support.incident (opened_at desc);
alter table support.support_case add constraint case_incident_exists foreign key (incident_id) references support.incident (id);

create table support.sla_clock (
    id            uuid primary key,
    case_id       uuid references support.support_case (id),
    incident_id   uuid references support.incident (id),
    kind          text not null,
    -- The targets as they were when the clock started: a later policy never rewrites it.
    policy        jsonb not null,
    started_at    timestamptz not null,
    target_ms     bigint not null,
    due_at        timestamptz not null,
    freeze_depth  integer not null default 0,
    frozen_since  timestamptz,
    frozen_ms     bigint not null default 0,
    breached_at   timestamptz,
    detected_at   timestamptz,
    stopped_at    timestamptz,
    outcome       text,
    constraint clock_kind_known check (kind in ('FIRST_RESPONSE', 'RESOLUTION', 'INCIDENT')),
    constraint clock_belongs_to_case_or_incident check ((kind = 'INCIDENT') = (incident_id is not null) and (kind = 'INCIDENT') = (case_id is null)),
    constraint clock_due_follows_from_its_parts check (
        due_at = started_at + (target_ms + frozen_ms) * interval '1 millisecond'),
    constraint clock_frozen_since_when check ((freeze_depth > 0) = (frozen_since is not null)),
    constraint clock_freeze_depth_not_negative check (freeze_depth >= 0),
    constraint clock_of_incident_never_freezes check (kind <> 'INCIDENT' or freeze_depth = 0),
    constraint clock_outcome_known check (outcome in ('MET', 'BREACHED')),
    constraint clock_stopped_has_outcome check ((stopped_at is null) = (outcome is null)),
    constraint clock_breach_decides_outcome check (outcome is null or (outcome = 'BREACHED') = (breached_at is not null)),
    constraint clock_breach_was_detected check ((breached_at is null) = (detected_at is null))
);
create unique index clock_one_running_of_a_kind on support.sla_clock (case_id, kind) where stopped_at is null;
create unique index clock_one_running_of_an_incident on support.sla_clock (incident_id) where stopped_at is null and kind = 'INCIDENT';
create index clock_by_case on support.sla_clock (case_id);
create index clock_running on support.sla_clock (due_at) where stopped_at is null;
create index clock_breached on support.sla_clock (breached_at) where breached_at is not null;
create index clock_stopped on support.sla_clock (stopped_at) where stopped_at is not null;

create table support.clock_freeze (
    id         bigint generated always as identity primary key,
    clock_id   uuid not null references support.sla_clock (id),
    reason     text not null,
    source     text not null,
    frozen_at  timestamptz not null,
    thawed_at  timestamptz,
    constraint freeze_reason_known check (reason in ('WAITING_FOR_CUSTOMER', 'INCIDENT'))
);
-- The same reason twice is one freeze: pauses that overlap count once.
create unique index freeze_open_once_per_reason on support.clock_freeze (clock_id, reason, source) where thawed_at is null;
create index freeze_by_source on support.clock_freeze (source) where thawed_at is null;

create function support.keep_breaches() returns trigger language plpgsql as $$
begin
    raise exception 'a breach is never erased' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger clock_breach_is_never_erased before update of breached_at on support.sla_clock
    for each row when (old.breached_at is not null and new.breached_at is distinct from old.breached_at)
    execute function support.keep_breaches();

-- A timer only wakes; what it wakes decides by one conditional update.
create table support.timer (
    kind        text not null,
    subject_id  uuid not null,
    due_at      timestamptz not null,
    wake_at     timestamptz not null, -- later than due_at after a failed attempt
    attempts    integer not null default 0,
    fired_at    timestamptz,
    primary key (kind, subject_id)
);
create index timer_unfired on support.timer (wake_at) where fired_at is null;
create index timer_fired on support.timer (fired_at) where fired_at is not null;

create table support.agent (
    id           text primary key,
    name         text,
    presence     text not null,
    skills       text[] not null default '{}',
    capacity     integer not null,
    level        text not null default 'SENIOR',
    contractor   boolean not null default false,
    auto_assign  boolean not null default false,
    version      bigint not null default 0,
    updated_at   timestamptz not null,
    constraint agent_presence_known check (presence in ('AVAILABLE', 'AWAY', 'OFFLINE')),
    constraint agent_level_known check (level in ('JUNIOR', 'SENIOR')),
    constraint agent_capacity_in_range check (capacity between 0 and 1000)
);
create index agent_open_to_assignment on support.agent (id) where auto_assign and presence = 'AVAILABLE';

create table support.contract (
    subject     text primary key,
    tier        text not null,
    updated_by  text not null,
    updated_at  timestamptz not null,
    constraint contract_tier_known check (tier in ('ORGANISER', 'VIP', 'STANDARD'))
);

-- Rules are versioned data: a version is written once and never changed.
create table support.rule_version (
    kind        text not null,
    version     integer not null,
    author      text not null,
    note        text,
    created_at  timestamptz not null,
    primary key (kind, version),
    constraint rule_kind_known check (kind in ('CATEGORY', 'ROUTING'))
);
create table support.category_rule (
    version      integer not null,
    position     integer not null,
    category     text not null,
    module       text not null,
    severity     integer not null,
    error_codes  text[] not null,
    keywords     text[] not null,
    primary key (version, position),
    constraint category_once_a_version unique (version, category),
    constraint category_severity_in_range check (severity between 1 and 3)
);
create table support.routing_rule (
    version    integer not null,
    position   integer not null,
    condition  text not null,
    queue      text not null,
    primary key (version, position)
);

create table support.case_message (
    id           uuid primary key,
    case_id      uuid not null references support.support_case (id),
    incident_id  uuid,
    kind         text not null,
    author       text not null,
    body         text not null,
    created_at   timestamptz not null,
    constraint message_kind_known check (kind in (
        'REPORTER', 'AGENT', 'ACKNOWLEDGEMENT', 'INCIDENT_ACKNOWLEDGEMENT', 'INCIDENT_UPDATE', 'INCIDENT_RESOLUTION', 'RESOLUTION'))
);
create index message_by_case on support.case_message (case_id, created_at, id);
-- Each member hears of the acknowledgement and of the resolution once.
create unique index message_once_a_member on support.case_message (case_id, incident_id, kind)
    where kind in ('INCIDENT_ACKNOWLEDGEMENT', 'INCIDENT_RESOLUTION');

create table support.mail (
    id          uuid primary key,
    case_id     uuid,
    recipient   text not null,
    subject     text not null,
    body        text not null,
    created_at  timestamptz not null,
    attempt_at  timestamptz not null,
    attempts    integer not null default 0,
    sent_at     timestamptz,
    given_up_at timestamptz,
    last_error  text
);
create index mail_unsent on support.mail (attempt_at) where sent_at is null and given_up_at is null;

create table support.case_event (
    id           bigint generated always as identity primary key,
    case_id      uuid,
    incident_id  uuid,
    clock_id     uuid,
    at           timestamptz not null,
    actor        text not null,
    type         text not null,
    data         jsonb not null default '{}'
);
create index case_event_by_case on support.case_event (case_id, id) where case_id is not null;
create index case_event_by_incident on support.case_event (incident_id, id) where incident_id is not null;
create index case_event_by_type on support.case_event (type, at);
create unique index case_event_one_breach_a_clock on support.case_event (clock_id) where type = 'BREACHED';

-- The service may not change history (no grant below); the owner of the table may not either.
create function support.refuse_to_rewrite_history() returns trigger language plpgsql as $$
begin
    raise exception 'support.case_event is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger case_event_is_append_only before update or delete on support.case_event
    for each row execute function support.refuse_to_rewrite_history();
create trigger case_event_is_never_emptied before truncate on support.case_event
    for each statement execute function support.refuse_to_rewrite_history();

-- The case as finally categorised, for rule proposals now and a model later.
create table support.label (
    case_id             uuid primary key references support.support_case (id),
    category            text not null,
    module              text not null,
    severity            integer not null,
    automatic_category  text not null,
    rule_version        integer not null,
    corrected           boolean not null,
    labelled_by         text not null,
    labelled_at         timestamptz not null
);
create index label_corrected on support.label (labelled_at) where corrected;

create table support.inbox (
    message_id   text primary key,
    type         text not null,
    received_at  timestamptz not null
);
create index inbox_by_age on support.inbox (received_at);

create table support.idempotency_key (
    caller        text not null,
    key           text not null,
    request_hash  bytea not null,
    status        integer,
    headers       jsonb,
    body          text,
    created_at    timestamptz not null,
    lease_until   timestamptz,
    primary key (caller, key)
);
create index idempotency_key_by_age on support.idempotency_key (created_at);

grant select, insert, update on
    support.support_case, support.incident, support.sla_clock, support.clock_freeze, support.agent, support.contract,
    support.mail, support.label
    to support_service;
grant select, insert on
    support.rule_version, support.category_rule, support.routing_rule, support.case_message, support.case_event
    to support_service;
grant select, insert, update, delete on support.timer, support.inbox, support.idempotency_key to support_service;
revoke update, delete, truncate on support.case_event from public, support_service;
