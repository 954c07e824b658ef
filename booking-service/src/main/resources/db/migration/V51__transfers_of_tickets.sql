-- Tickets that are offered to other people, and who took them. The ticket stays in the booking that paid for it; its owner
-- (inventory.ticket.owner) is who may go in.
create table booking.ticket_transfer (
    event_id      uuid not null,
    id            uuid not null,
    booking_id    uuid not null,
    ordinal       integer not null,
    -- The serial of the code that dies when it is accepted.
    serial        integer not null,
    from_subject  text not null,
    -- A subject or a mail address.
    to_address    text not null,
    status        text not null default 'OFFERED',
    accepted_by   text,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    decided_at    timestamptz,
    primary key (event_id, id),
    foreign key (event_id, booking_id) references booking.booking (event_id, id),
    constraint ticket_transfer_status_known check (status in ('OFFERED', 'ACCEPTED', 'WITHDRAWN', 'DECLINED', 'LAPSED')),
    constraint ticket_transfer_accepted_by_somebody check ((status = 'ACCEPTED') = (accepted_by is not null))
);
create unique index ticket_transfer_by_id on booking.ticket_transfer (id);
create unique index ticket_transfer_offered_once on booking.ticket_transfer (event_id, ordinal) where status = 'OFFERED';
create index ticket_transfer_by_ticket on booking.ticket_transfer (event_id, ordinal, created_at);
create index ticket_transfer_by_giver on booking.ticket_transfer (from_subject, created_at);
create index ticket_transfer_by_receiver on booking.ticket_transfer (accepted_by) where accepted_by is not null;
create index ticket_transfer_by_address on booking.ticket_transfer (lower(to_address)) where status = 'OFFERED';

grant select, insert, update on booking.ticket_transfer to booking_service;
grant select on booking.ticket_transfer to support_service;
