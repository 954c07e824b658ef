-- Who waits for seats of an event that are given back. A seat that is freed while somebody waits does not go on sale: the
-- statement that frees it keeps it for the waitlist (inventory.ticket: RESERVED, its booking_id the event's own id), until it is
-- offered (its booking_id the entry's id) or nobody who waits can sit there.
create table booking.waitlist_entry (
    event_id     uuid not null,
    id           uuid not null,
    number       bigint generated always as identity,
    subject      text not null,
    quantity     integer not null constraint waitlist_entry_quantity_positive check (quantity > 0),
    -- Empty: anywhere.
    sections     text[] not null,
    -- As many as seats; empty: the usual ones.
    price_types  text[] not null,
    state        text not null default 'WAITING',
    joined_at    timestamptz not null,
    -- The hold that is offered.
    hold_key     text,
    hold_id      text,
    ordinals     integer[],
    expires_at   timestamptz,
    primary key (event_id, id),
    constraint waitlist_entry_state_known check (state in ('WAITING', 'OFFERED', 'BOOKED', 'LAPSED', 'LEFT')),
    constraint waitlist_entry_offered_is_held check (state <> 'OFFERED' or (hold_key is not null and expires_at is not null))
);
create unique index waitlist_entry_open_once on booking.waitlist_entry (event_id, subject) where state in ('WAITING', 'OFFERED');
create index waitlist_entry_waiting on booking.waitlist_entry (event_id, number) where state = 'WAITING';
create index waitlist_entry_offered on booking.waitlist_entry (event_id, expires_at) where state = 'OFFERED';
create index waitlist_entry_by_hold on booking.waitlist_entry (event_id, hold_key) where hold_key is not null;
create index waitlist_entry_by_subject on booking.waitlist_entry (subject, event_id, number);

-- Events that have had a waitlist: where seats may be kept.
create table booking.waitlist_event (
    event_id  uuid primary key
);

grant select, insert, update on booking.waitlist_entry to booking_service;
grant select, insert on booking.waitlist_event to booking_service;
grant select on booking.waitlist_entry to support_service;
