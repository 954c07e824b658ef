-- What buyers say to an event's new date, and how far they have been told of it.
create table booking.rescheduling_answer (
    event_id     uuid not null,
    number       integer not null,
    booking_id   uuid not null,
    answer       text not null constraint rescheduling_answer_known check (answer in ('ACCEPT', 'REFUND')),
    answered_at  timestamptz not null,
    primary key (event_id, number, booking_id)
);
create table booking.rescheduling_notice (
    event_id      uuid not null,
    number        integer not null,
    last_booking  uuid,
    completed_at  timestamptz,
    primary key (event_id, number)
);
grant select, insert, update on booking.rescheduling_answer, booking.rescheduling_notice to booking_service;
grant select on booking.rescheduling_answer to support_service;
