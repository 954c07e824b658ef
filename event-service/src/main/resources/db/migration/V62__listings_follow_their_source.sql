-- What a listing shows: pictures, from what age, and where its source has it.
alter table catalog.event
    add column images text,
    add column age_limit integer,
    add column source_url text,
    add constraint event_age_limit_in_range check (age_limit between 0 and 120);

-- What was last seen of a listing at its source, so that an older page undoes nothing. Apart from the event, whose row nobody
-- writes again for a page that says the same.
create table catalog.event_source (
    event_id    uuid primary key references catalog.event (id),
    -- When the page was fetched, and when the source says it changed the listing.
    seen_at     timestamptz not null,
    updated_at  timestamptz,
    -- The start it was rescheduled from: a page that still has it is older than the one that moved it.
    moved_from  timestamptz
);
grant select, insert, update on catalog.event_source to event_service;

-- Whether buyers may leave a single seat behind between others.
alter table catalog.event
    add column orphan_rule text not null default 'OFF',
    add constraint event_orphan_rule_known check (orphan_rule in ('OFF', 'WARN', 'REFUSE'));
