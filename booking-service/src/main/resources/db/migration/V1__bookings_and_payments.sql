-- A booking is a claim on seats that money is to follow. Its seats are inventory.ticket rows; here is who, how much,
-- and how far the payment has come. Every row and key carries event_id, so all of it can be split by event.

create table booking.booking (
    event_id           uuid not null,
    id                 uuid not null,
    buyer              text not null,
    -- The hold it was confirmed from: confirming twice finds the same booking.
    hold_key           text not null,
    ordinals           integer[] not null,
    quantity           integer not null,
    amount             bigint not null,
    currency           text not null,
    status             text not null,
    -- Each card tried is an attempt. While `attempt_answered` is false, Stripe's answer to it is unknown.
    attempt            integer not null default 1,
    attempt_answered   boolean not null default false,
    attempt_started_at timestamptz not null,
    payment_method     text,
    payment_intent_id  text,
    client_secret      text,
    failure_code       text,
    admission_id       text,
    payment_deadline   timestamptz not null,
    -- When to ask Stripe next; null when nothing is open.
    next_check_at      timestamptz,
    cancel_reason      text,
    version            bigint not null default 0,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    primary key (event_id, id),
    constraint booking_hold_confirmed_once unique (event_id, hold_key),
    constraint booking_status_known check (status in
        ('PROCESSING', 'REQUIRES_ACTION', 'CONFIRMED', 'PAYMENT_FAILED', 'CANCELLED', 'REFUNDED')),
    constraint booking_amount_not_negative check (amount >= 0),
    constraint booking_has_seats check (quantity > 0 and cardinality(ordinals) = quantity),
    -- Nothing in flight may be forgotten by the reconciler.
    constraint booking_in_flight_is_checked check (status not in ('PROCESSING', 'REQUIRES_ACTION') or next_check_at is not null)
);
create unique index booking_by_id on booking.booking (id);
create index booking_by_buyer on booking.booking (buyer, created_at desc);
create index booking_due on booking.booking (next_check_at) where next_check_at is not null;
create index booking_confirmed_of_event on booking.booking (event_id) where status = 'CONFIRMED';

-- What each seat cost when it was claimed.
create table booking.booking_line (
    event_id    uuid not null,
    booking_id  uuid not null,
    ordinal     integer not null,
    price_tier  integer not null,
    amount      bigint not null,
    primary key (event_id, booking_id, ordinal),
    foreign key (event_id, booking_id) references booking.booking (event_id, id)
);

-- How many seats of an event a customer has claimed or booked. It moves in the statement that moves the seats, so
-- that the limit per customer holds also while Redis, which counts first, is out.
create table booking.customer_tickets (
    event_id  uuid not null,
    buyer     text not null,
    quantity  integer not null,
    primary key (event_id, buyer),
    constraint customer_tickets_not_negative check (quantity >= 0)
) with (fillfactor = 80);

-- Stripe's events that have acted here. The id is inserted in the transaction that acts, so an event acts once.
create table booking.payment_event (
    event_id     uuid not null,
    stripe_id    text not null,
    type         text not null,
    booking_id   uuid not null,
    received_at  timestamptz not null,
    primary key (event_id, stripe_id)
);
create index payment_event_by_age on booking.payment_event (received_at);

create table booking.refund (
    event_id           uuid not null,
    id                 uuid not null,
    booking_id         uuid not null,
    payment_intent_id  text not null,
    amount             bigint not null,
    currency           text not null,
    reason             text not null,
    status             text not null default 'DUE',
    stripe_refund_id   text,
    attempts           integer not null default 0,
    failure_code       text,
    next_attempt_at    timestamptz,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    primary key (event_id, id),
    foreign key (event_id, booking_id) references booking.booking (event_id, id),
    constraint refund_once_per_payment unique (event_id, payment_intent_id),
    constraint refund_status_known check (status in ('DUE', 'PENDING', 'SUCCEEDED', 'FAILED')),
    constraint refund_amount_positive check (amount > 0)
);
create index refund_due on booking.refund (next_attempt_at) where next_attempt_at is not null;
create index refund_by_booking on booking.refund (event_id, booking_id);

-- Seats whose change has yet to reach Redis: written with the change, removed once Redis has it. What a crash or an
-- outage leaves here is repaired by whoever comes first; ticket versions make repeats harmless.
create table booking.mirror_outbox (
    id            uuid primary key default uuidv7(),
    event_id      uuid not null,
    booking_id    uuid not null,
    ordinals      integer[] not null,
    changed_at    timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.02);
create index mirror_outbox_by_age on booking.mirror_outbox (changed_at);

-- One admission a ticket. The key decides between two gates that scan at the same moment.
create table booking.check_in (
    event_id     uuid not null,
    ordinal      integer not null,
    booking_id   uuid not null,
    gate         text not null,
    nonce        text not null,
    scanner      text not null,
    admitted_at  timestamptz not null,
    constraint check_in_once primary key (event_id, ordinal, booking_id)
);

create table booking.outbox (
    id            uuid primary key,
    type          text not null,
    aggregate_id  uuid not null,
    payload       jsonb not null,
    occurred_at   timestamptz not null,
    published_at  timestamptz
);
create index outbox_unpublished on booking.outbox (id) where published_at is null;

create table booking.idempotency_key (
    caller        text not null,
    key           text not null,
    request_hash  bytea not null,
    status        integer,
    headers       jsonb,
    body          text,
    created_at    timestamptz not null,
    lease_until   timestamptz,
    primary key (caller, key)
);
create index idempotency_key_by_age on booking.idempotency_key (created_at);

grant select, insert, update on booking.booking, booking.customer_tickets, booking.refund to booking_service;
grant select, insert on booking.booking_line, booking.check_in to booking_service;
grant select, insert, delete on booking.payment_event, booking.mirror_outbox to booking_service;
grant update on booking.mirror_outbox to booking_service; -- for update skip locked
grant select, insert, update, delete on booking.outbox, booking.idempotency_key to booking_service;

-- The desk sees bookings and payments, but not the secret that lets a buyer's browser finish a payment.
grant select (event_id, id, buyer, ordinals, quantity, amount, currency, status, attempt, attempt_answered,
        attempt_started_at, payment_method, payment_intent_id, failure_code, payment_deadline, next_check_at,
        cancel_reason, version, created_at, updated_at)
    on booking.booking to support_service;
grant select on booking.booking_line, booking.refund, booking.payment_event, booking.check_in to support_service;
