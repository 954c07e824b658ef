-- What a listing says beside its date: where more is to be read, whether the hour is still to be announced, and that it is
-- put off without a new date.

alter table catalog.event add column url text;
alter table catalog.event add column time_tba boolean not null default false;

alter table catalog.event drop constraint event_status_known;
alter table catalog.event add constraint event_status_known
    check (status in ('DRAFT', 'LISTED', 'PUBLISHED', 'POSTPONED', 'CANCELLED'));
