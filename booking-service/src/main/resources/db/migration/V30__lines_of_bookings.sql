-- What a booking's total is made of stands in the booking: what each seat's ticket costs, in the order of `ordinals`, and
-- `lines` where there is more to it than plain tickets (types, discounts, fees, taxes), else null.
alter table booking.booking
    add column if not exists amounts bigint[],
    add column lines jsonb,
    -- The version of the event's pricing (catalog.event_pricing) that it was sold by: its refund policy is there, too.
    add column pricing_version bigint not null default 1,
    add column code_number integer;

do $$
begin
    if to_regclass('booking.booking_line') is not null then
        update booking.booking b
           set amounts = (select array_agg(l.amount order by l.ordinal) from booking.booking_line l
                           where l.event_id = b.event_id and l.booking_id = b.id)
         where amounts is null;
        drop table booking.booking_line;
    end if;
end
$$;

alter table booking.booking
    alter column amounts set not null,
    add constraint booking_amount_for_each_seat check (cardinality(amounts) = quantity);

grant select (amounts, lines, pricing_version, code_number) on booking.booking to support_service;
