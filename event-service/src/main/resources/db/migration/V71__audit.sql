-- Who changed money, a seat or a right: written in the transaction that does it, and changed by nobody. People are named by rows of
-- `audit_person`, so that a person can be forgotten while the audit stays as it is.
create table catalog.audit_person (
    id       uuid primary key default uuidv7(),
    subject  text not null,
    constraint audit_person_once unique (subject)
);
create table catalog.audit_entry (
    id               uuid primary key default uuidv7(),
    tx               xid8 not null default pg_current_xact_id(),
    at               timestamptz not null,
    actor            uuid references catalog.audit_person (id),
    role             text not null,
    action           text not null,
    object_type      text not null,
    object_id        text not null,
    event_id         uuid,
    organization_id  uuid,
    subject          uuid references catalog.audit_person (id),
    details          jsonb not null,
    request_id       text
);
create index audit_entry_by_event on catalog.audit_entry (event_id, id) where event_id is not null;
create index audit_entry_by_organization on catalog.audit_entry (organization_id, id) where organization_id is not null;
create index audit_entry_by_subject on catalog.audit_entry (subject, id) where subject is not null;
create index audit_entry_by_tx on catalog.audit_entry (tx, id);

-- Whoever owns the table may switch its trigger off; seals over what was written, each with the hash of the one before, then no
-- longer match. A seal covers what transactions before `to_tx` wrote and the seal before it does not.
create table catalog.audit_seal (
    id         bigint generated always as identity primary key,
    to_tx      xid8 not null unique,
    entries    bigint not null,
    hash       text not null,
    sealed_at  timestamptz not null
);

create function catalog.refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_entry_is_append_only before update or delete or truncate on catalog.audit_entry
    for each statement execute function catalog.refuse_change_of_audit();
create trigger audit_seal_is_append_only before update or delete or truncate on catalog.audit_seal
    for each statement execute function catalog.refuse_change_of_audit();

create function catalog.audit_person_of(person text) returns uuid language plpgsql as $$
declare
    found_id uuid;
begin
    if person is null then
        return null;
    end if;
    select id into found_id from catalog.audit_person where subject = person;
    if found_id is null then
        insert into catalog.audit_person (subject) values (person) on conflict on constraint audit_person_once do nothing
            returning id into found_id;
        if found_id is null then
            select id into found_id from catalog.audit_person where subject = person;
        end if;
    end if;
    return found_id;
end $$;

create view catalog.audit_trail as
select e.id, e.at, a.subject actor, e.role, e.action, e.object_type, e.object_id, e.event_id, e.organization_id, s.subject,
       e.details, e.request_id
  from catalog.audit_entry e
  left join catalog.audit_person a on a.id = e.actor
  left join catalog.audit_person s on s.id = e.subject;

grant select, insert on catalog.audit_person, catalog.audit_entry, catalog.audit_seal to event_service;
grant select on catalog.audit_trail to event_service;
-- One service shows all of it.
grant select on catalog.audit_person, catalog.audit_entry, catalog.audit_seal, catalog.audit_trail to booking_service;
