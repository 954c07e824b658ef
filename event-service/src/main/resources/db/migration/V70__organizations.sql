-- Whose an event, venue or performer is: an organization's, in which people have roles. `owner` goes on saying who made it.
create table catalog.organization (
    id          uuid primary key,
    name        text not null,
    -- Whose own it is: what they make without naming an organization belongs to it.
    own_of      text,
    version     bigint not null default 0,
    created_at  timestamptz not null,
    constraint organization_own_is_one unique (own_of)
);

create table catalog.organization_member (
    organization_id  uuid not null references catalog.organization (id),
    subject          text not null,
    role             text not null,
    added_at         timestamptz not null,
    primary key (organization_id, subject),
    constraint organization_role_known check (role in ('OWNER', 'MANAGER', 'FINANCE', 'DOOR'))
);
create index organization_member_by_subject on catalog.organization_member (subject);

-- Who sells at a venue beside the organization it belongs to.
create table catalog.venue_organizer (
    venue_id         uuid not null references catalog.venue (id),
    organization_id  uuid not null references catalog.organization (id),
    added_at         timestamptz not null,
    primary key (venue_id, organization_id)
);

-- A person's own organization, made when it is first needed. Of two at once one makes it, and both find it.
create function catalog.own_organization(person text) returns uuid
    language plpgsql as $$
declare
    found_id uuid;
begin
    select id into found_id from catalog.organization where own_of = person;
    if found_id is null then
        insert into catalog.organization (id, name, own_of, created_at) values (uuidv7(), person, person, now())
            on conflict on constraint organization_own_is_one do nothing
            returning id into found_id;
        if found_id is null then
            select id into found_id from catalog.organization where own_of = person;
        end if;
        insert into catalog.organization_member (organization_id, subject, role, added_at)
            values (found_id, person, 'OWNER', now())
            on conflict do nothing;
    end if;
    return found_id;
end
$$;

-- Rows of before belong to their makers' own organizations; so do those that the release before still makes.
create function catalog.belong_to_own_organization() returns trigger
    language plpgsql as $$
begin
    if new.organization_id is null then
        new.organization_id := catalog.own_organization(new.owner);
    end if;
    return new;
end
$$;

alter table catalog.event add column organization_id uuid references catalog.organization (id);
alter table catalog.venue add column organization_id uuid references catalog.organization (id);
alter table catalog.performer add column organization_id uuid references catalog.organization (id);

update catalog.event e set organization_id = o.id
  from (select owner, catalog.own_organization(owner) id from (select distinct owner from catalog.event) e) o
 where o.owner = e.owner;
update catalog.venue v set organization_id = o.id
  from (select owner, catalog.own_organization(owner) id from (select distinct owner from catalog.venue) v) o
 where o.owner = v.owner;
update catalog.performer p set organization_id = o.id
  from (select owner, catalog.own_organization(owner) id from (select distinct owner from catalog.performer) p) o
 where o.owner = p.owner;

create trigger event_belongs before insert on catalog.event
    for each row execute function catalog.belong_to_own_organization();
create trigger venue_belongs before insert on catalog.venue
    for each row execute function catalog.belong_to_own_organization();
create trigger performer_belongs before insert on catalog.performer
    for each row execute function catalog.belong_to_own_organization();

alter table catalog.event alter column organization_id set not null;
alter table catalog.venue alter column organization_id set not null;
alter table catalog.performer alter column organization_id set not null;

-- Whoever sells at somebody else's venue today may go on.
insert into catalog.venue_organizer (venue_id, organization_id, added_at)
select distinct v.id, e.organization_id, now()
  from catalog.event e join catalog.venue v on v.id = e.venue_id
 where e.organization_id <> v.organization_id;

create index event_by_organization on catalog.event (organization_id, created_at);
drop index catalog.event_by_owner;

grant select, insert, update on catalog.organization to event_service;
grant select, insert, update, delete on catalog.organization_member to event_service;
grant select, insert, delete on catalog.venue_organizer to event_service;
grant select on catalog.organization, catalog.organization_member, catalog.venue_organizer
    to booking_service, search_service, support_service;
