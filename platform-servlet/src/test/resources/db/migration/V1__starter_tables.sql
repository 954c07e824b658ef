create table support.outbox (
    id            uuid primary key,
    type          text not null,
    aggregate_id  uuid not null,
    payload       jsonb not null,
    occurred_at   timestamptz not null,
    published_at  timestamptz,
    trace_parent  text,
    ready         boolean not null default true
);
create table support.idempotency_key (
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
create table support.note (
    id    uuid primary key,
    text  text not null,
    constraint note_text_is_unique unique (text)
);
grant select, insert, update, delete on all tables in schema support to support_service;
