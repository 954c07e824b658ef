-- What search-service must remember of its way from Postgres to Elasticsearch. Everything else of it is derived.

-- How far the change stream has been indexed; columns as Debezium's JDBC offset store wants them.
create table search.cdc_offset (
    id                 varchar(36) not null,
    offset_key         varchar(1255),
    offset_val         varchar(1255),
    record_insert_ts   timestamp not null,
    record_insert_seq  integer not null,
    primary key (id)
);

-- The external version of documents. Taking one locks the row until the documents are read, so that a higher version
-- never holds an older view of the catalogue. It follows the clock, so that it also grows across a lost standby.
create table search.document_version (
    only_row  boolean primary key default true,
    value     bigint not null,
    constraint document_version_has_one_row check (only_row)
) with (fillfactor = 50);
insert into search.document_version (value) values (0);

-- What the one active reader has reached, for the others to show.
create table search.progress (
    only_row    boolean primary key default true,
    reader      text,
    beat_at     timestamptz,
    indexed_at  timestamptz,
    lsn         pg_lsn,
    constraint progress_has_one_row check (only_row)
) with (fillfactor = 50);
insert into search.progress default values;

-- Rows that could not be indexed. They wait here, seen and counted, and block nobody.
create table search.parked_row (
    source      text not null,
    key         text not null,
    reason      text not null,
    lsn         bigint,
    attempts    integer not null default 1,
    parked_at   timestamptz not null,
    tried_at    timestamptz not null,
    primary key (source, key)
);

create table search.rebuild (
    id            uuid primary key,
    state         text not null,
    reason        text not null,
    requested_by  text not null,
    requested_at  timestamptz not null,
    started_at    timestamptz,
    finished_at   timestamptz,
    index_name    text,
    total         bigint,
    indexed       bigint not null default 0,
    detail        text,
    constraint rebuild_state_known
        check (state in ('REQUESTED', 'BUILDING', 'CATCHING_UP', 'COMPARING', 'DONE', 'FAILED')),
    constraint rebuild_end_has_time check ((state in ('DONE', 'FAILED')) = (finished_at is not null))
);
create unique index rebuild_one_open on search.rebuild ((true)) where finished_at is null;
create index rebuild_latest on search.rebuild (requested_at desc);

create table search.idempotency_key (
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
create index idempotency_key_by_age on search.idempotency_key (created_at);

grant select, insert, update, delete on search.cdc_offset, search.parked_row, search.idempotency_key to search_service;
grant select, update on search.document_version, search.progress to search_service;
grant select, insert, update on search.rebuild to search_service;
