-- Roles, schemas and what each role may reach. Run by a superuser in database `boxoffice`; safe to run again.
-- Passwords are set by whoever runs it (`alter role … password`), never here.

do $$
declare
    role_name text;
begin
    foreach role_name in array array[
        'event_migrator', 'event_service', 'booking_migrator', 'booking_service',
        'search_migrator', 'search_service', 'support_migrator', 'support_service']
    loop
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole', role_name);
        end if;
    end loop;
    -- While a password is changed a service signs in as its other role (docs/operations.md, Rotation). Both may the same; who has no
    -- password yet cannot sign in.
    foreach role_name in array array[
        'event_service_alternate', 'booking_service_alternate', 'search_service_alternate', 'support_service_alternate']
    loop
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole', role_name);
        end if;
        execute format('grant %I to %I', replace(role_name, '_alternate', ''), role_name);
        -- Statements are short, and many: where Postgres can compile one, that takes longer than running it.
        execute format('alter role %I set jit = off', role_name);
        execute format('alter role %I set jit = off', replace(role_name, '_alternate', ''));
    end loop;
end
$$;

revoke create on schema public from public;
revoke all on database boxoffice from public;
grant connect, temporary on database boxoffice to
    event_migrator, event_service, booking_migrator, booking_service,
    search_migrator, search_service, support_migrator, support_service;

-- A publication is made by the owner of its tables, and needs CREATE on the database.
grant create on database boxoffice to event_migrator;
-- A sale is a few statements sent over and over, each with its plan: planning one anew costs more than running it.
alter role booking_service set plan_cache_mode = force_generic_plan;
alter role booking_service_alternate set plan_cache_mode = force_generic_plan;
-- Logical decoding for change data capture.
alter role search_service replication;
alter role search_service_alternate replication;

create schema if not exists catalog authorization event_migrator;
create schema if not exists inventory authorization event_migrator;
create schema if not exists booking authorization booking_migrator;
create schema if not exists search authorization search_migrator;
create schema if not exists support authorization support_migrator;

grant usage on schema catalog, inventory to event_service, booking_service, search_service, support_service;
grant usage on schema booking to booking_service, support_service;
grant usage on schema search to search_service;
grant usage on schema support to support_service;

create extension if not exists pg_trgm;
create extension if not exists pg_stat_statements;
