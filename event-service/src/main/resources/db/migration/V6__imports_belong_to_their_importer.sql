-- What is imported belongs to its importer: two organisers who import the same have rows of their own.

alter table catalog.event
    drop constraint event_source_is_unique,
    add constraint event_source_is_unique unique (source, source_id, owner);

alter table catalog.venue
    drop constraint venue_source_is_unique,
    add constraint venue_source_is_unique unique (source, source_id, owner);

alter table catalog.performer
    drop constraint performer_source_is_unique,
    add constraint performer_source_is_unique unique (source, source_id, owner);
