-- After bootstrap.sql: what queries.yaml reads, whatever tables a migration makes later.
-- (CloudNativePG's exporter is a member of pg_monitor, and bootstrap.sql lets nobody in who is not named.)
grant connect on database boxoffice to pg_monitor;
grant usage on schema inventory, booking to pg_monitor;
alter default privileges for role event_migrator in schema inventory grant select on tables to pg_monitor;
alter default privileges for role booking_migrator in schema booking grant select on tables to pg_monitor;
