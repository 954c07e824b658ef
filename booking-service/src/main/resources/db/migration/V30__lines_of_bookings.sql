-- What a booking's total is made of, where there is more to it than plain tickets (types, discounts, fees, taxes): null then
-- stands for a line each of `amounts`.
alter table booking.booking
    add column lines jsonb,
    -- The version of the event's pricing (catalog.event_pricing) that it was sold by: its refund policy is there, too.
    add column pricing_version bigint not null default 1,
    add column code_number integer;

grant select (lines, pricing_version, code_number) on booking.booking to support_service;

-- How many bookings stand that were made with a code: of all customers (scope '') and of one (scope: hash of the buyer), each
-- only where it is limited. It moves in the statement that moves the booking, and the constraint is the limit.
create table booking.code_use (
    event_id  uuid not null,
    number    integer not null,
    scope     text not null,
    uses      integer not null,
    most      integer not null,
    version   bigint not null,
    primary key (event_id, number, scope),
    constraint code_use_within_limit check (uses <= most),
    constraint code_use_not_negative check (uses >= 0)
) with (fillfactor = 80);

grant select, insert, update on booking.code_use to booking_service;
grant select on booking.code_use to support_service;
