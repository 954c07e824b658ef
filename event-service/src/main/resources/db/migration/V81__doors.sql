-- When the doors open. Where nobody says, four hours before the start.
alter table catalog.event add column doors_at timestamptz;
