-- A scan may have been made without a network, and come later: then it names the device that made it, and counts from when
-- it was made. Which of two that let the same ticket in was first, the times say, whichever came first.
alter table booking.check_in_scan
    add column device text not null default '',
    add column uploaded_at timestamptz;
alter table booking.check_in_scan drop constraint check_in_scan_once;
alter table booking.check_in_scan add constraint check_in_scan_once
    primary key (event_id, ordinal, booking_id, scanner, gate, nonce, direction, device);
create index check_in_scan_by_id on booking.check_in_scan (id);

-- Scans that were taken back.
create table booking.check_in_undo (
    event_id    uuid not null,
    ordinal     integer not null,
    booking_id  uuid not null,
    scan_id     uuid not null,
    direction   text not null,
    gate        text not null,
    scanned_by  text not null,
    scanned_at  timestamptz not null,
    undone_by   text not null,
    undone_at   timestamptz not null,
    primary key (event_id, scan_id)
);

grant delete on booking.check_in, booking.check_in_scan to booking_service;
grant select, insert on booking.check_in_undo to booking_service;
grant select on booking.check_in_undo to support_service;
