-- Why a ticket is kept from the sale. The ticket's own row (inventory.ticket, status WITHHELD) says that it is: both change in
-- one statement.
create table booking.withheld_ticket (
    event_id     uuid not null,
    ordinal      integer not null,
    kind         text not null constraint withheld_ticket_kind check (kind in ('HOUSE', 'KILL')),
    reason       text,
    withheld_by  text not null,
    withheld_at  timestamptz not null,
    primary key (event_id, ordinal)
);

grant select, insert, update, delete on booking.withheld_ticket to booking_service;
grant select on booking.withheld_ticket to support_service;
