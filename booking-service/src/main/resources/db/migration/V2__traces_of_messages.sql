-- W3C traceparent of the request that made the message true; null where it was not traced.
alter table booking.outbox add column trace_parent text;
