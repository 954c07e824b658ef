-- As in booking: a message whose readers may not yet be told. Here none ever waits.
alter table catalog.outbox add column ready boolean not null default true;
