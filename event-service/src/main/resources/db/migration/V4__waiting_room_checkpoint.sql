-- What must survive of an event's waiting room when Redis comes back empty and no gateway knows the room any more: how far
-- it had come, which numbers were given, the key of its draw. Places themselves are proven by their holders.
create table catalog.waiting_room_checkpoint (
    event_id   uuid        primary key references catalog.event (id),
    next_place bigint      not null,
    state      jsonb       not null,
    taken_at   timestamptz not null
);

-- Nobody but its keeper: the key of a draw is a secret until the draw.
grant select, insert, update on catalog.waiting_room_checkpoint to event_service;
