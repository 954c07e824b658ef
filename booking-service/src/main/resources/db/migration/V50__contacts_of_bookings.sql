-- In which language somebody is written to: a BCP 47 tag, as their token says.
alter table booking.buyer_contact add column locale text;

-- What a buyer has said for one booking: it comes before what their token says.
create table booking.booking_contact (
    event_id    uuid not null,
    booking_id  uuid not null,
    email       text not null,
    name        text,
    locale      text,
    primary key (event_id, booking_id),
    foreign key (event_id, booking_id) references booking.booking (event_id, id)
);

-- Who has asked for a booking's tickets by mail once more, so that nobody is flooded.
create table booking.mail_repetition (
    event_id      uuid not null,
    booking_id    uuid not null,
    requested_by  text not null,
    requested_at  timestamptz not null,
    foreign key (event_id, booking_id) references booking.booking (event_id, id)
);
create index mail_repetition_by_booking on booking.mail_repetition (event_id, booking_id, requested_at);

grant select, insert, update on booking.booking_contact to booking_service;
grant select, insert on booking.mail_repetition to booking_service;
