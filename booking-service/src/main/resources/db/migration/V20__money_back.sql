-- Money back is a sequence: a booking may have many refunds, some made elsewhere, some that fail after they succeeded. Tickets are
-- given back one by one. What the bank disputes is kept beside. The ledger says each cent that moved, and is never changed.

alter table booking.booking drop constraint booking_status_known;
alter table booking.booking add constraint booking_status_known check (status in
    ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PARTIALLY_REFUNDED', 'PAYMENT_FAILED', 'CANCELLED', 'REFUNDED'));

-- A ticket that its booking no longer has. The key lets it be given back once.
create table booking.returned_ticket (
    event_id     uuid not null,
    booking_id   uuid not null,
    ordinal      integer not null,
    status       text not null constraint returned_ticket_status check (status in ('RETURNED', 'VOID')),
    -- Share of what is refundable that goes back for it.
    percent      numeric(6, 3) not null constraint returned_ticket_percent check (percent between 0 and 100),
    -- Which fees count: none, those that are refundable by themselves, or all.
    fees         text not null constraint returned_ticket_fees check (fees in ('NONE', 'REFUNDABLE', 'ALL')),
    returned_at  timestamptz not null,
    constraint returned_ticket_once primary key (event_id, booking_id, ordinal),
    foreign key (event_id, booking_id) references booking.booking (event_id, id)
);

insert into booking.returned_ticket (event_id, booking_id, ordinal, status, percent, fees, returned_at)
select b.event_id, b.id, o.ordinal, 'RETURNED', 100, 'ALL', b.updated_at
  from booking.booking b cross join lateral unnest(b.ordinals) o (ordinal)
 where b.status in ('CANCELLED', 'REFUNDED') and b.cancel_reason is not null;

create table booking.ledger_entry (
    event_id           uuid not null,
    id                 uuid not null default uuidv7(),
    booking_id         uuid not null,
    kind               text not null constraint ledger_entry_kind check (kind in
                           ('CAPTURE', 'REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON', 'KEPT')),
    payment_intent_id  text not null,
    -- What happened, by its own id: the payment's, the refund's or the dispute's at Stripe; for what is kept, our own.
    reference          text not null,
    -- In minor units; what leaves us is negative. What is kept has moved nowhere, and is no part of the balance.
    amount             bigint not null,
    currency           text not null,
    recorded_at        timestamptz not null,
    primary key (event_id, id),
    constraint ledger_entry_once unique (event_id, kind, reference)
);
create index ledger_entry_by_intent on booking.ledger_entry (payment_intent_id);

create function booking.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_is_append_only before update or delete or truncate on booking.ledger_entry
    for each statement execute function booking.refuse_change();

insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
select event_id, id, 'CAPTURE', payment_intent_id, payment_intent_id, amount, currency, updated_at from booking.booking
 where payment_intent_id is not null and amount > 0 and status in ('CONFIRMED', 'CANCELLED', 'REFUNDED')
union all
select event_id, booking_id, 'CAPTURE', payment_intent_id, payment_intent_id, amount, currency, created_at from booking.refund
 where reason = 'NO_TICKET'
on conflict do nothing;
insert into booking.ledger_entry (event_id, booking_id, kind, payment_intent_id, reference, amount, currency, recorded_at)
select event_id, booking_id, 'REFUND', payment_intent_id, stripe_refund_id, -amount, currency, updated_at from booking.refund
 where stripe_refund_id is not null and status in ('PENDING', 'SUCCEEDED')
on conflict do nothing;

alter table booking.refund drop constraint refund_once_per_payment;
alter table booking.refund drop constraint refund_status_known;
alter table booking.refund add constraint refund_status_known check (status in ('DUE', 'PENDING', 'SUCCEEDED', 'FAILED', 'ELSEWHERE'));
alter table booking.refund
    -- Stripe's idempotency key is made of it: the same after a crash, another after Stripe has refused.
    add column key_number integer not null default 1,
    -- Whether a failed refund's money is still to be given back, and no other refund stands for it.
    add column is_owed boolean not null default true,
    add column note text,
    add column requested_by text,
    add constraint refund_known_once unique (event_id, stripe_refund_id);
-- Money that no ticket stands for goes back once, however often it is reported.
create unique index refund_without_ticket_once on booking.refund (event_id, payment_intent_id) where reason = 'NO_TICKET';
update booking.refund set status = 'DUE' where status = 'FAILED' and next_attempt_at is not null;

-- What is promised, under way and made never exceeds what was captured, whoever asks at the same time. The booking's row is
-- locked first, so that two who look at once see each other.
create function booking.refund_stays_within_payment() returns trigger language plpgsql as $$
declare
    captured bigint;
    promised bigint;
begin
    perform 1 from booking.booking where event_id = new.event_id and id = new.booking_id for update;
    select sum(amount) into captured from booking.ledger_entry
     where event_id = new.event_id and payment_intent_id = new.payment_intent_id and kind = 'CAPTURE';
    select sum(amount) into promised from booking.refund
     where event_id = new.event_id and payment_intent_id = new.payment_intent_id and status <> 'FAILED';
    if promised > captured then
        raise exception 'refunds of % exceed its %', new.payment_intent_id, captured
            using errcode = 'check_violation', constraint = 'refund_within_payment';
    end if;
    return null;
end $$;
create constraint trigger refund_within_payment after insert or update of status, amount on booking.refund
    deferrable initially deferred for each row execute function booking.refund_stays_within_payment();

create table booking.dispute (
    event_id           uuid not null,
    stripe_id          text not null,
    booking_id         uuid not null,
    payment_intent_id  text not null,
    amount             bigint not null,
    currency           text not null,
    reason             text not null,
    -- Stripe's own word: https://docs.stripe.com/api/disputes/object#dispute_object-status
    status             text not null,
    opened_at          timestamptz not null,
    updated_at         timestamptz not null,
    primary key (event_id, stripe_id),
    foreign key (event_id, booking_id) references booking.booking (event_id, id)
);
create index dispute_by_booking on booking.dispute (event_id, booking_id);

-- Payments of which Stripe is to be asked how their refunds and disputes stand: because it has told that something happened.
create table booking.payment_review (
    event_id           uuid not null,
    payment_intent_id  text not null,
    booking_id         uuid not null,
    attempts           integer not null default 0,
    next_attempt_at    timestamptz not null,
    primary key (event_id, payment_intent_id)
);
create index payment_review_due on booking.payment_review (next_attempt_at);

-- How far Stripe's list of events has been read.
create table booking.payment_event_cursor (
    name      text primary key,
    read_at   timestamptz not null
);

-- Bookings that are still to be undone: of cancelled events, and what buyers have cancelled while it was in flight.
create table booking.cancellation_item (
    event_id         uuid not null,
    booking_id       uuid not null,
    reason           text not null,
    attempts         integer not null default 0,
    last_error       text,
    next_attempt_at  timestamptz,
    primary key (event_id, booking_id)
);
create index cancellation_item_due on booking.cancellation_item (next_attempt_at) where next_attempt_at is not null;

-- How to reach those who book: what their token last said.
create table booking.buyer_contact (
    subject     text primary key,
    email       text not null,
    name        text,
    updated_at  timestamptz not null
);

grant select, insert on booking.returned_ticket, booking.ledger_entry to booking_service;
grant select, insert, update on booking.dispute, booking.payment_event_cursor, booking.buyer_contact to booking_service;
grant select, insert, update, delete on booking.payment_review, booking.cancellation_item to booking_service;
grant select on booking.returned_ticket, booking.ledger_entry, booking.dispute to support_service;
