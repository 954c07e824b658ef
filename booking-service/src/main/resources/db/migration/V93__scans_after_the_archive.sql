-- Scans name a booking without a foreign key, and come after the archive as well: from a door that was without a network, at the way
-- out, or when one is undone. They bring the booking back, as whatever names it does. Else a ticket had a row in check_in and one in its
-- archive, and the booking could never come back.

-- A row that comes back by this very statement is the one that was to be inserted: "on conflict" cannot change it, and it is locked.
create function booking.recall_before_check_in() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from only booking.booking where event_id = new.event_id and id = new.booking_id) then
        return new;
    end if;
    perform from booking.archived_booking where event_id = new.event_id and id = new.booking_id for update;
    if not found then
        return new;
    end if;
    perform booking.move_bookings(new.event_id, array[new.booking_id], false);
    if exists (select from only booking.check_in
                where event_id = new.event_id and ordinal = new.ordinal and booking_id = new.booking_id) then
        return null;
    end if;
    return new;
end $$;

revoke all on function booking.recall_before_check_in() from public;

-- Rows that stand twice: the later one counts all scans.
delete from only booking.archived_check_in a using only booking.check_in c
 where c.event_id = a.event_id and c.ordinal = a.ordinal and c.booking_id = a.booking_id;

-- One look at the booking a scan: who comes in has a row in check_in, who goes out only a scan.
create trigger check_in_recalls_its_booking before insert on booking.check_in
    for each row execute function booking.recall_before_check_in();
create trigger check_in_scan_recalls_its_booking before insert on booking.check_in_scan
    for each row when (new.direction = 'OUT') execute function booking.recall_before_insert();
