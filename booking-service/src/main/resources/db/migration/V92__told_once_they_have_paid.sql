-- Bookings that were not paid when the others were told that their event has moved: they are told once they are.
create table booking.rescheduling_notice_deferral (
    event_id    uuid not null,
    number      integer not null,
    booking_id  uuid not null,
    primary key (event_id, number, booking_id)
);
grant select, insert, delete on booking.rescheduling_notice_deferral to booking_service;
