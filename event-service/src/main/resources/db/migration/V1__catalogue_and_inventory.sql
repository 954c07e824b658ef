-- catalog: what people edit. inventory: one row a ticket, contended, written by booking-service.

create table catalog.venue (
    id            uuid primary key,
    owner         text not null,
    name          text not null,
    line1         text,
    city          text not null,
    state_code    text,
    country_code  text not null,
    postal_code   text,
    latitude      double precision,
    longitude     double precision,
    timezone      text not null,
    seating_plan  jsonb,
    source        text,
    source_id     text,
    version       bigint not null default 0,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint venue_source_is_unique unique (source, source_id),
    constraint venue_latitude_in_range check (latitude between -90 and 90),
    constraint venue_longitude_in_range check (longitude between -180 and 180)
);

create table catalog.performer (
    id            uuid primary key,
    owner         text not null,
    name          text not null,
    genre         text,
    source        text,
    source_id     text,
    version       bigint not null default 0,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint performer_source_is_unique unique (source, source_id)
);

create table catalog.event (
    id                        uuid primary key,
    owner                     text not null,
    name                      text not null,
    description               text,
    category                  text not null,
    genre                     text,
    venue_id                  uuid not null references catalog.venue (id),
    starts_at                 timestamptz,
    ends_at                   timestamptz,
    sales_start_at            timestamptz,
    sales_end_at              timestamptz,
    -- SCHEDULED, ON_SALE, SOLD_OUT and ENDED follow from the clock and the tickets; only what people decide is stored.
    status                    text not null,
    max_tickets_per_booking   integer not null,
    max_tickets_per_customer  integer not null,
    waiting_room_mode         text not null default 'OFF',
    admit_per_minute          integer not null default 600,
    max_active                integer not null default 2000,
    -- An imported event is listed with its price range before its organiser gives it tiers and a plan.
    price_min                 bigint,
    price_max                 bigint,
    price_currency            text,
    published_at              timestamptz,
    cancelled_at              timestamptz,
    source                    text,
    source_id                 text,
    version                   bigint not null default 0,
    created_at                timestamptz not null,
    updated_at                timestamptz not null,
    constraint event_source_is_unique unique (source, source_id),
    constraint event_status_known check (status in ('DRAFT', 'LISTED', 'PUBLISHED', 'CANCELLED')),
    constraint event_category_known check (category in ('MUSIC', 'SPORTS', 'ARTS', 'FAMILY', 'COMEDY', 'OTHER')),
    constraint event_waiting_room_mode_known check (waiting_room_mode in ('OFF', 'ON', 'AUTO')),
    constraint event_ends_after_start check (ends_at > starts_at),
    constraint event_sales_end_after_start check (sales_end_at > sales_start_at),
    constraint event_published_has_start check (status <> 'PUBLISHED' or starts_at is not null),
    constraint event_limits_positive check (max_tickets_per_booking > 0 and max_tickets_per_customer > 0)
);
create index event_by_venue on catalog.event (venue_id);
create index event_by_owner on catalog.event (owner, created_at);
create index event_cancelled on catalog.event (cancelled_at) where status = 'CANCELLED';

create table catalog.event_performer (
    event_id      uuid not null references catalog.event (id),
    performer_id  uuid not null references catalog.performer (id),
    position      integer not null,
    primary key (event_id, performer_id)
);
create index event_performer_by_performer on catalog.event_performer (performer_id);

create table catalog.price_tier (
    event_id      uuid not null references catalog.event (id),
    position      integer not null,
    name          text not null,
    amount        bigint not null,
    currency      text not null,
    sections      text[] not null,
    primary key (event_id, position),
    constraint price_tier_name_unique_in_event unique (event_id, name),
    constraint price_tier_amount_not_negative check (amount >= 0)
);

-- The geometry an event sells from, frozen at publication: the public seat map (sections, rows, seats, firstOrdinal).
create table inventory.event_layout (
    event_id      uuid primary key references catalog.event (id),
    total         integer not null,
    seat_map      jsonb not null,
    created_at    timestamptz not null,
    constraint event_layout_total_in_range check (total between 1 and 200000)
);

create table inventory.ticket (
    event_id      uuid not null,
    ordinal       integer not null,
    status        text not null default 'AVAILABLE',
    price_tier    integer not null, -- catalog.price_tier.position
    booking_id    uuid,
    owner         text,
    version       bigint not null default 0,
    changed_at    timestamptz not null,
    primary key (event_id, ordinal),
    constraint ticket_status_known check (status in ('AVAILABLE', 'RESERVED', 'BOOKED')),
    constraint ticket_available_has_no_booking check ((status = 'AVAILABLE') = (booking_id is null)),
    constraint ticket_booked_has_owner check (status <> 'BOOKED' or owner is not null)
) partition by hash (event_id);

do $$
begin
    for i in 0..15 loop
        execute format(
            'create table inventory.ticket_%s partition of inventory.ticket for values with (modulus 16, remainder %s)
             with (fillfactor = 80)', lpad(i::text, 2, '0'), i);
    end loop;
end
$$;
-- Not on status: an index there would make every claim a non-HOT update.
create index ticket_by_booking on inventory.ticket (booking_id) where booking_id is not null;

create table catalog.outbox (
    id            uuid primary key,
    type          text not null,
    aggregate_id  uuid not null,
    payload       jsonb not null,
    occurred_at   timestamptz not null,
    published_at  timestamptz
);
create index outbox_unpublished on catalog.outbox (id) where published_at is null;

create table catalog.idempotency_key (
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
create index idempotency_key_by_age on catalog.idempotency_key (created_at);

grant select, insert, update on catalog.venue, catalog.performer, catalog.event to event_service;
grant select, insert, update, delete on catalog.event_performer, catalog.price_tier, catalog.idempotency_key to event_service;
grant select, insert, update, delete on catalog.outbox to event_service;
grant select, insert on inventory.event_layout, inventory.ticket to event_service;

grant select on catalog.venue, catalog.performer, catalog.event, catalog.event_performer, catalog.price_tier
    to booking_service, search_service, support_service;
grant select on inventory.event_layout, inventory.ticket to booking_service, search_service, support_service;
grant update (status, booking_id, owner, version, changed_at) on inventory.ticket to booking_service;

create publication boxoffice_search
    for table catalog.venue, catalog.performer, catalog.event, catalog.event_performer, catalog.price_tier, inventory.ticket
    with (publish_via_partition_root = true);
