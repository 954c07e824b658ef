-- An event that buyers have tickets for moves by rescheduling: each move is a row, and booking-service asks them.
create table catalog.event_rescheduling (
    event_id        uuid not null references catalog.event (id),
    number          integer not null,
    from_starts_at  timestamptz,
    from_ends_at    timestamptz,
    -- Null while the new date is not known.
    to_starts_at    timestamptz,
    to_ends_at      timestamptz,
    answer_by       timestamptz not null,
    message         text,
    created_at      timestamptz not null,
    primary key (event_id, number)
);
grant select, insert on catalog.event_rescheduling to event_service;
grant select on catalog.event_rescheduling to booking_service, support_service;
