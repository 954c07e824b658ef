-- What an organiser edits: a tier's types and an event's fees, tax and refund policy, each as the text event-service reads
-- back; null where the one price, or nothing beside the tickets, is all.
alter table catalog.price_tier
    add column types text,
    add column lowest bigint,
    add column highest bigint;
update catalog.price_tier set lowest = amount, highest = amount;
alter table catalog.price_tier add constraint price_tier_amount_in_range check (amount between lowest and highest);

alter table catalog.event
    add column charges text,
    add column pricing_version bigint not null default 0;

-- What an event is sold by: a row for each version, never changed. Holds and bookings name theirs, so that no later edit
-- touches them. The document: {"currency","tiers":[{"name","sections","prices":[{"type","amount","needs","maxPerBooking"}]}],
-- "fees":[{"name","per","amount","percent","refundable"}],"tax":{"name","percent","included"},
-- "refundPolicy":{"windows":[{"beforeStart","percent"}],"feesRefundable"}}, amounts in minor units.
create table catalog.event_pricing (
    event_id    uuid not null references catalog.event (id),
    version     bigint not null,
    document    jsonb not null,
    created_at  timestamptz not null,
    primary key (event_id, version)
);

insert into catalog.event_pricing (event_id, version, document, created_at)
select e.id, 1, jsonb_build_object(
           'currency', min(t.currency),
           'tiers', jsonb_agg(jsonb_build_object(
               'name', t.name, 'sections', to_jsonb(t.sections),
               'prices', jsonb_build_array(jsonb_build_object('type', 'Standard', 'amount', t.amount))) order by t.position),
           'fees', jsonb_build_array(),
           'refundPolicy', jsonb_build_object(
               'windows', jsonb_build_array(jsonb_build_object('beforeStart', 'PT0S', 'percent', 100)),
               'feesRefundable', false)), e.published_at
  from catalog.event e join catalog.price_tier t on t.event_id = e.id
 where e.published_at is not null
 group by e.id;
update catalog.event e set pricing_version = 1 where exists (select from catalog.event_pricing p where p.event_id = e.id);

grant select, insert on catalog.event_pricing to event_service;
grant select on catalog.event_pricing to booking_service, search_service, support_service;

-- Codes that organisers give out. A row's terms never change, and a code that is taken back stays for the holds that have it.
create table catalog.sale_code (
    event_id           uuid not null references catalog.event (id),
    number             integer not null,
    code               text not null,
    code_key           text not null,
    kind               text not null,
    percent            numeric(6, 3),
    amount             bigint,
    currency           text,
    sections           text[] not null,
    price_types        text[] not null,
    valid_from         timestamptz,
    valid_until        timestamptz,
    uses               integer,
    uses_per_customer  integer,
    created_at         timestamptz not null,
    deleted_at         timestamptz,
    primary key (event_id, number),
    constraint sale_code_kind_known check (kind in ('ACCESS', 'DISCOUNT')),
    constraint sale_code_takes_off_one_way check (percent is null or amount is null)
);
create unique index sale_code_once_at_a_time on catalog.sale_code (event_id, code_key) where deleted_at is null;

-- What tells booking-service that an event's codes have changed, and which number is next.
create table catalog.sale_code_series (
    event_id     uuid primary key references catalog.event (id),
    version      bigint not null,
    last_number  integer not null
);

grant select, insert, update on catalog.sale_code, catalog.sale_code_series to event_service;
grant select on catalog.sale_code, catalog.sale_code_series to booking_service;
