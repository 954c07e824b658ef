-- Sold by the event's own people, for cash or for nothing: its payment is none of Stripe's.
create table booking.box_office_sale (
    event_id    uuid not null,
    booking_id  uuid not null,
    payment     text not null constraint box_office_sale_payment check (payment in ('CASH', 'COMP')),
    sold_by     text not null,
    sold_at     timestamptz not null,
    primary key (event_id, booking_id),
    foreign key (event_id, booking_id) references booking.booking (event_id, id)
);

-- Which seats a booking had before its buyer was moved.
create table booking.seat_move (
    event_id      uuid not null,
    booking_id    uuid not null,
    from_ordinal  integer not null,
    to_ordinal    integer not null,
    moved_by      text not null,
    moved_at      timestamptz not null,
    foreign key (event_id, booking_id) references booking.booking (event_id, id)
);
create index seat_move_by_booking on booking.seat_move (event_id, booking_id);

alter table booking.ledger_entry drop constraint ledger_entry_kind;
alter table booking.ledger_entry add constraint ledger_entry_kind check (kind in
    ('CAPTURE', 'REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON', 'KEPT', 'ELSEWHERE', 'CASH', 'CASH_REFUND'));

create or replace function booking.refund_stays_within_payment() returns trigger language plpgsql as $$
declare
    captured bigint;
    promised bigint;
begin
    perform 1 from booking.booking where event_id = new.event_id and id = new.booking_id for update;
    select sum(amount) into captured from booking.ledger_entry
     where event_id = new.event_id and payment_intent_id = new.payment_intent_id and kind in ('CAPTURE', 'CASH');
    select sum(amount) into promised from booking.refund
     where event_id = new.event_id and payment_intent_id = new.payment_intent_id and status <> 'FAILED';
    if promised > captured then
        raise exception 'refunds of % exceed its %', new.payment_intent_id, captured
            using errcode = 'check_violation', constraint = 'refund_within_payment';
    end if;
    return null;
end $$;

grant select, insert on booking.box_office_sale, booking.seat_move to booking_service;
grant select on booking.box_office_sale, booking.seat_move to support_service;
