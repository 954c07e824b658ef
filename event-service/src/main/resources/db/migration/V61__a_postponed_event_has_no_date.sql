-- Whoever publishes an event has named its date; it may lose it later, when it is put off without a new one.
alter table catalog.event drop constraint event_published_has_start;
