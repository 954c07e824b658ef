-- Tickets whose buyers want their money back if somebody else takes them. Such a ticket stays what it is in inventory.ticket, and opens the
-- door, until the payment of somebody who was on the waitlist is captured; what becomes of it until then is here alone.
create table booking.resale_ticket (
    event_id          uuid not null,
    id                uuid not null,
    -- Whose ticket it is, and who is paid back.
    booking_id        uuid not null,
    ordinal           integer not null,
    -- The serial of the code that dies when it is sold. With another the ticket has changed hands meanwhile.
    serial            integer not null,
    state             text not null default 'LISTED',
    -- Who is offered it: a place on the event's waitlist.
    entry_id          uuid,
    -- The booking that pays for it, or has paid.
    buyer_booking_id  uuid,
    listed_at         timestamptz not null,
    -- When it was last offered to everybody who waited, and suited nobody.
    tried_at          timestamptz,
    decided_at        timestamptz,
    primary key (event_id, id),
    foreign key (event_id, booking_id) references booking.booking (event_id, id),
    constraint resale_ticket_state_known check (state in ('LISTED', 'OFFERED', 'SOLD', 'WITHDRAWN')),
    constraint resale_ticket_listed_is_nobodys check (state <> 'LISTED' or (entry_id is null and buyer_booking_id is null)),
    constraint resale_ticket_offered_to_somebody check (state <> 'OFFERED' or entry_id is not null),
    constraint resale_ticket_sold_to_somebody check (state <> 'SOLD' or buyer_booking_id is not null)
);
create unique index resale_ticket_listed_once on booking.resale_ticket (event_id, ordinal) where state in ('LISTED', 'OFFERED');
create index resale_ticket_by_booking on booking.resale_ticket (event_id, booking_id, ordinal);
create index resale_ticket_by_entry on booking.resale_ticket (event_id, entry_id) where entry_id is not null;
create index resale_ticket_by_buyer on booking.resale_ticket (event_id, buyer_booking_id) where buyer_booking_id is not null;

select booking.make_archive_of('resale_ticket');

grant select, insert, update on booking.resale_ticket to booking_service;
grant select on booking.resale_ticket to support_service;
