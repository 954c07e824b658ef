-- How many tickets an event has and how many nobody has taken, as of a moment ago: booking-service counts an event anew at
-- most twice a second while it sells. Search follows this one row instead of each ticket's.
create table inventory.event_count (
    event_id    uuid primary key,
    total       integer not null,
    available   integer not null,
    counted_at  timestamptz not null,
    constraint event_count_possible check (available between 0 and total)
) with (fillfactor = 50);
insert into inventory.event_count
select event_id, count(*), count(*) filter (where status = 'AVAILABLE'), now() from inventory.ticket group by event_id;

grant select, insert on inventory.event_count to event_service;
grant select, insert, update on inventory.event_count to booking_service;
grant select on inventory.event_count to search_service, support_service;

alter publication boxoffice_search add table inventory.event_count;
alter publication boxoffice_search drop table inventory.ticket;
