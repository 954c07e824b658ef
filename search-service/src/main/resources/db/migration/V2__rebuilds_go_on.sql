-- Where a rebuild has come to, so that another reader goes on with it; and up to which event it must read again, since
-- changes were lost when it had come so far.

alter table search.rebuild add column position uuid;
alter table search.rebuild add column again_until uuid;
alter table search.rebuild add column again boolean not null default false;
