-- W3C traceparent of the request that made the message true; null where it was not traced.
alter table catalog.outbox add column trace_parent text;
