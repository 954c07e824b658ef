-- How many bookings stand that were made with a code: what organisers see beside it. booking.code_use counts only where there is
-- a limit; the bookings themselves say it of every code.
create index booking_by_code on booking.booking (event_id, code_number) where code_number is not null;
create view booking.code_standing as
    select event_id, code_number number, count(*) used from booking.booking
     where code_number is not null and status in ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED')
     group by event_id, code_number;
grant usage on schema booking to event_service;
grant select on booking.code_standing to event_service;
