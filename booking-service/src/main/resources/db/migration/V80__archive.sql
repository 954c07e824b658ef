-- What is over leaves the hot tables for an archive: a table `archived_…` that inherits from each (decision 0612). Whoever reads, updates
-- or locks rows of booking.booking reaches the archived ones as well, a column that is added is added to both, and a person is found in
-- both. Only the indexes that every sale keeps up no longer carry what is over.

-- Whether the running function moves rows between a table and its archive: nothing happens then that anybody is to be told of.
create function booking.is_archiving() returns boolean language sql stable as $$
    select coalesce(current_setting('boxoffice.archiving', true), '') = 'on'
       and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'booking.booking'::regclass)
$$;

-- Rows that name a booking stand beside it: what comes for one that is archived brings it back first. Else the foreign key would refuse it.
create function booking.recall_before_insert() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from only booking.booking where event_id = new.event_id and id = new.booking_id) then
        perform booking.recall_booking(new.event_id, new.booking_id);
    end if;
    return new;
end $$;

-- Gives a table its archive. For a later table with a foreign key to booking.booking: select booking.make_archive_of('…') in its migration.
create function booking.make_archive_of(name text) returns void language plpgsql set search_path = pg_catalog as $$
begin
    execute format('create table booking.%I (like booking.%I including indexes including storage) inherits (booking.%2$I)',
        'archived_' || name, name);
    if exists (select from pg_constraint where conrelid = format('booking.%I', name)::regclass and contype = 'f'
                  and confrelid = 'booking.booking'::regclass) then
        execute format('create trigger %I before insert on booking.%I for each row execute function booking.recall_before_insert()',
            name || '_recalls_its_booking', name);
    end if;
end $$;

do $$
declare
    part text;
begin
    for part in
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'booking' and c.relkind = 'r'
           and (c.relname in ('booking', 'customer_tickets', 'ledger_entry', 'check_in', 'check_in_scan', 'check_in_undo',
                    'rescheduling_answer', 'waitlist_entry')
                or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
                              and k.confrelid = 'booking.booking'::regclass))
         order by c.relname
    loop
        perform booking.make_archive_of(part);
    end loop;
end $$;

-- Moves some bookings of an event, and all rows that belong to them. The booking is the last to leave and the first to come back, as
-- foreign keys want it.
create function booking.move_bookings(event uuid, bookings uuid[], archiving boolean) returns void language plpgsql
    set search_path = pg_catalog as $$
declare
    part record;
    buyers text[];
    source text := case when archiving then '' else 'archived_' end;
    target text := case when archiving then 'archived_' else '' end;
begin
    perform set_config('boxoffice.archiving', 'on', true);
    select array_agg(distinct buyer) into buyers from booking.booking where event_id = event and id = any(bookings);
    for part in
        select p.relname name,
               case p.relname when 'booking' then 'id = any($2)' when 'customer_tickets' then 'buyer = any($3)'
                    else 'booking_id = any($2)' end condition
          from pg_inherits i join pg_class p on p.oid = i.inhparent
         where p.relnamespace = 'booking'::regnamespace
           and (p.relname in ('booking', 'customer_tickets')
                or exists (select from pg_attribute a where a.attrelid = p.oid and a.attname = 'booking_id' and not a.attisdropped))
         order by (p.relname = 'booking') = archiving, p.relname
    loop
        execute format('with moved as (delete from only booking.%I where event_id = $1 and %s returning *)
            insert into booking.%I overriding system value select * from moved', source || part.name, part.condition, target || part.name)
            using event, bookings, buyers;
    end loop;
    perform set_config('boxoffice.archiving', '', true);
end $$;

-- Entries of a waitlist belong to no booking. Those that are over go with the event. How many went.
create function booking.move_waitlist(event uuid, most integer, archiving boolean) returns integer language plpgsql
    set search_path = pg_catalog as $$
declare
    moved integer;
begin
    execute format('with moved as (
            delete from only booking.%1$I where event_id = $1 and id in (
                select id from only booking.%1$I where event_id = $1 and state in (''BOOKED'', ''LAPSED'', ''LEFT'') limit $2) returning *)
        insert into booking.%2$I overriding system value select * from moved',
        case when archiving then 'waitlist_entry' else 'archived_waitlist_entry' end,
        case when archiving then 'archived_waitlist_entry' else 'waitlist_entry' end) using event, most;
    get diagnostics moved = row_count;
    return moved;
end $$;

-- A batch of an event that is over: bookings whose money has come to rest, and none that somebody is changing now. How many went; 0 once
-- there are no more.
create function booking.archive_bookings(event uuid, quiet_before timestamptz, most integer) returns integer language plpgsql
    security definer set search_path = pg_catalog as $$
declare
    chosen uuid[];
begin
    select array_agg(id) into chosen from (
        select b.id from only booking.booking b
         where b.event_id = event and b.updated_at < quiet_before and b.status not in ('PROCESSING', 'REQUIRES_ACTION')
           and not exists (select from booking.payment_in_flight f where f.event_id = b.event_id and f.booking_id = b.id)
           and not exists (select from booking.refund r where r.event_id = b.event_id and r.booking_id = b.id
                              and (r.updated_at >= quiet_before or r.status in ('DUE', 'PENDING') or (r.status = 'FAILED' and r.is_owed)))
           and not exists (select from booking.dispute d where d.event_id = b.event_id and d.booking_id = b.id
                              and (d.updated_at >= quiet_before or d.status not in ('won', 'lost', 'warning_closed')))
           and not exists (select from booking.ledger_entry l where l.event_id = event and l.booking_id = b.id
                              and l.recorded_at >= quiet_before)
           and not exists (select from booking.payment_review v where v.event_id = event and v.booking_id = b.id)
           and not exists (select from booking.cancellation_item c where c.event_id = b.event_id and c.booking_id = b.id)
           and not exists (select from booking.ticket_transfer t where t.event_id = b.event_id and t.booking_id = b.id
                              and t.status = 'OFFERED' and t.expires_at >= quiet_before)
         order by b.id limit most for update of b skip locked) settled;
    if chosen is null then
        return booking.move_waitlist(event, most, true);
    end if;
    perform booking.move_bookings(event, chosen, true);
    return cardinality(chosen);
end $$;

-- A batch of an archived event back where sales are. How many came; 0 once there are no more.
create function booking.restore_bookings(event uuid, most integer) returns integer language plpgsql
    security definer set search_path = pg_catalog as $$
declare
    chosen uuid[];
begin
    select array_agg(id) into chosen from (
        select b.id from booking.archived_booking b where b.event_id = event order by b.id limit most for update) archived;
    if chosen is null then
        return booking.move_waitlist(event, most, false);
    end if;
    perform booking.move_bookings(event, chosen, false);
    return cardinality(chosen);
end $$;

-- One booking back where sales are, for whoever is to change it.
create function booking.recall_booking(event uuid, booking uuid) returns void language plpgsql
    security definer set search_path = pg_catalog as $$
begin
    perform from booking.archived_booking where event_id = event and id = booking for update;
    if found then
        perform booking.move_bookings(event, array[booking], false);
    end if;
end $$;

-- Events that an operator has brought back: the archive leaves them where they are until then.
create table booking.archive_pause (
    event_id      uuid primary key,
    paused_until  timestamptz not null
);

-- What is moved was told when it happened, and stays as it is.
create or replace trigger ledger_entry_is_append_only before update or delete or truncate on booking.ledger_entry
    for each statement when (not booking.is_archiving()) execute function booking.refuse_change();
create trigger archived_ledger_entry_is_append_only before update or delete or truncate on booking.archived_ledger_entry
    for each statement when (not booking.is_archiving()) execute function booking.refuse_change();
create or replace trigger box_office_sale_is_told after insert on booking.box_office_sale
    for each row when (not booking.is_archiving()) execute function booking.audit_box_office_sale();
create or replace trigger seat_move_is_told after insert on booking.seat_move
    for each row when (not booking.is_archiving()) execute function booking.audit_seat_move();
create or replace trigger check_in_undo_is_told after insert on booking.check_in_undo
    for each row when (not booking.is_archiving()) execute function booking.audit_check_in_undo();

-- The latest entries stood in the last blocks as long as none was ever deleted. Now new ones take the place of old ones.
create index ledger_entry_by_time on booking.ledger_entry (recorded_at);
create or replace function booking.ledger_since(since timestamptz) returns setof booking.ledger_entry
    language plpgsql stable set plan_cache_mode = force_custom_plan as $$
begin
    return query select * from only booking.ledger_entry where recorded_at > since;
end $$;

-- As before, but for the archives: they are reached by their tables.
create or replace function booking.columns_of_people() returns table (relation regclass, name text, kind text) language sql stable as $$
    select c.oid::regclass, a.attname::text,
           case when t.typname = 'jsonb' then 'document'
                when a.attname ~ '(email|_address|^sender|^recipient)$' then 'address' else 'subject' end
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where n.nspname = 'booking' and c.relkind in ('r', 'p') and not c.relispartition
       and not exists (select from pg_inherits i where i.inhrelid = c.oid)
       and ((t.typname = 'text' and a.attname ~
                '^(owner|own_of|buyer|subject|scanner|caller|actor|author|agent|agent_id|reporter|requested|email|sender|recipient)$|_by$|_subject$|_address$|_email$')
            or (t.typname = 'jsonb' and a.attname in ('payload', 'data', 'headers')))
$$;

revoke all on function booking.recall_before_insert(), booking.make_archive_of(text), booking.move_bookings(uuid, uuid[], boolean),
    booking.move_waitlist(uuid, integer, boolean), booking.archive_bookings(uuid, timestamptz, integer),
    booking.restore_bookings(uuid, integer), booking.recall_booking(uuid, uuid) from public;
grant execute on function booking.archive_bookings(uuid, timestamptz, integer), booking.restore_bookings(uuid, integer),
    booking.recall_booking(uuid, uuid) to booking_service;
grant select, insert, update on booking.archive_pause to booking_service;
