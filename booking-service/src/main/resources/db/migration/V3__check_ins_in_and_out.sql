-- A guest may go out and come back: check_in says how a ticket stands now, check_in_scan each scan that counted. A scan is
-- the same again by nonce, gate and scanner.
alter table booking.check_in
    add column direction text not null default 'IN' constraint check_in_direction check (direction in ('IN', 'OUT'));

create table booking.check_in_scan (
    event_id     uuid not null,
    ordinal      integer not null,
    booking_id   uuid not null,
    scanner      text not null,
    gate         text not null,
    nonce        text not null,
    direction    text not null constraint check_in_scan_direction check (direction in ('IN', 'OUT')),
    id           uuid not null,
    scanned_at   timestamptz not null,
    constraint check_in_scan_once primary key (event_id, ordinal, booking_id, scanner, gate, nonce, direction)
);

insert into booking.check_in_scan (event_id, ordinal, booking_id, scanner, gate, nonce, direction, id, scanned_at)
select event_id, ordinal, booking_id, scanner, gate, nonce, direction, uuidv7(), admitted_at from booking.check_in;

grant update on booking.check_in to booking_service;
grant select, insert on booking.check_in_scan to booking_service;
grant select on booking.check_in_scan to support_service;
