-- What is in flight stands in a narrow table of its own, which is what the reconciler reads: a row is there from the claim
-- to the end of the payment. The booking itself then changes no indexed column any more, so that a change of its status
-- touches no index.

create table booking.payment_in_flight (
    event_id       uuid not null,
    booking_id     uuid not null,
    -- While false, Stripe's answer to the booking's attempt is unknown.
    answered       boolean not null default false,
    started_at     timestamptz not null,
    -- Null where the buyer pays in the browser.
    method         text,
    client_secret  text,
    deadline       timestamptz not null,
    -- When to ask Stripe next.
    next_check_at  timestamptz not null,
    -- Whether Redis's mirror shows the seats as reserved. A payment that ends at once never needs to say so.
    mirrored       boolean not null default false,
    primary key (event_id, booking_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_threshold = -1);
create index payment_in_flight_due on booking.payment_in_flight (next_check_at);

insert into booking.payment_in_flight
    (event_id, booking_id, answered, started_at, method, client_secret, deadline, next_check_at)
select event_id, id, attempt_answered, attempt_started_at, payment_method, client_secret, payment_deadline, next_check_at
  from booking.booking where status in ('PROCESSING', 'REQUIRES_ACTION');

-- What each seat cost when it was claimed, in the order of `ordinals`.
alter table booking.booking add column amounts bigint[];
update booking.booking b set amounts =
    (select array_agg(l.amount order by array_position(b.ordinals, l.ordinal)) from booking.booking_line l
      where l.event_id = b.event_id and l.booking_id = b.id);
alter table booking.booking
    alter column amounts set not null,
    add constraint booking_amount_of_each_seat check (cardinality(amounts) = quantity);
drop table booking.booking_line;

drop index booking.booking_due;
drop index booking.booking_confirmed_of_event;
alter table booking.booking
    drop constraint booking_in_flight_is_checked,
    drop column attempt_answered,
    drop column attempt_started_at,
    drop column payment_method,
    drop column client_secret,
    drop column payment_deadline,
    drop column next_check_at;
alter table booking.booking set (fillfactor = 75);

-- Events that were cancelled, and whose bookings have all been given back: nobody need look at them again.
create table booking.cancelled_event (
    event_id      uuid primary key,
    completed_at  timestamptz not null
);

-- One row tells everybody: Redis's mirror first, then the readers of the stream; then it is deleted.
alter table booking.outbox
    add column event_id uuid,
    add column ordinals integer[],
    -- False until the mirror has the tickets.
    add column ready boolean not null default true,
    alter column type drop not null,
    alter column payload drop not null;
insert into booking.outbox (id, aggregate_id, occurred_at, event_id, ordinals, ready)
select id, booking_id, changed_at, event_id, ordinals, false from booking.mirror_outbox;
drop table booking.mirror_outbox;
delete from booking.outbox where published_at is not null;
drop index booking.outbox_unpublished;
alter table booking.outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_threshold = -1);

grant select, insert, update, delete on booking.payment_in_flight to booking_service;
grant select, insert on booking.cancelled_event to booking_service;

-- The desk sees payments, but not the secret that lets a buyer's browser finish one.
grant select (amounts) on booking.booking to support_service;
grant select (event_id, booking_id, answered, started_at, method, deadline, next_check_at)
    on booking.payment_in_flight to support_service;
