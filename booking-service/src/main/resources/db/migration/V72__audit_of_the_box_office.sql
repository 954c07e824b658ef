-- Seats that are kept back, given away or sold at the counter, buyers who are moved and scans that are taken back: each is a row that
-- says who did it, written by one statement with what it does. The audit follows from the row, in the same transaction.
create function booking.audit_box_office_sale() returns trigger language plpgsql as $$
begin
    insert into booking.audit_entry (at, actor, role, action, object_type, object_id, event_id, details)
    values (new.sold_at, booking.audit_person_of(new.sold_by), 'organizer',
        case new.payment when 'COMP' then 'COMP_GIVEN' else 'BOX_OFFICE_SALE' end, 'booking', new.booking_id::text, new.event_id,
        jsonb_build_object('payment', new.payment));
    return null;
end $$;
create trigger box_office_sale_is_told after insert on booking.box_office_sale
    for each row execute function booking.audit_box_office_sale();

create function booking.audit_seat_move() returns trigger language plpgsql as $$
begin
    insert into booking.audit_entry (at, actor, role, action, object_type, object_id, event_id, subject, details)
    select new.moved_at, booking.audit_person_of(new.moved_by), 'organizer', 'SEAT_MOVED', 'booking', new.booking_id::text,
           new.event_id, booking.audit_person_of(b.buyer), jsonb_build_object('before', new.from_ordinal, 'after', new.to_ordinal)
      from booking.booking b where b.event_id = new.event_id and b.id = new.booking_id;
    return null;
end $$;
create trigger seat_move_is_told after insert on booking.seat_move
    for each row execute function booking.audit_seat_move();

create function booking.audit_check_in_undo() returns trigger language plpgsql as $$
begin
    insert into booking.audit_entry (at, actor, role, action, object_type, object_id, event_id, details)
    values (new.undone_at, booking.audit_person_of(new.undone_by), 'scanner', 'CHECK_IN_UNDONE', 'ticket',
        new.event_id::text || '.' || new.ordinal, new.event_id,
        jsonb_build_object('checkIn', new.scan_id, 'direction', new.direction, 'gate', new.gate));
    return null;
end $$;
create trigger check_in_undo_is_told after insert on booking.check_in_undo
    for each row execute function booking.audit_check_in_undo();

-- One line for all seats of a statement.
create function booking.audit_withheld() returns trigger language plpgsql as $$
begin
    insert into booking.audit_entry (at, actor, role, action, object_type, object_id, event_id, details)
    select max(withheld_at), booking.audit_person_of(withheld_by), 'organizer', 'TICKETS_WITHHELD', 'event', event_id::text, event_id,
           jsonb_build_object('kind', kind, 'ordinals', jsonb_agg(ordinal order by ordinal))
      from changed group by event_id, kind, withheld_by;
    return null;
end $$;
create trigger withheld_ticket_is_told after insert on booking.withheld_ticket
    referencing new table as changed for each statement execute function booking.audit_withheld();

create function booking.audit_released() returns trigger language plpgsql as $$
begin
    insert into booking.audit_entry (at, role, action, object_type, object_id, event_id, details)
    select now(), 'organizer', 'TICKETS_RELEASED', 'event', event_id::text, event_id,
           jsonb_build_object('kind', kind, 'ordinals', jsonb_agg(ordinal order by ordinal))
      from changed group by event_id, kind;
    return null;
end $$;
create trigger withheld_ticket_release_is_told after delete on booking.withheld_ticket
    referencing old table as changed for each statement execute function booking.audit_released();
create trigger withheld_ticket_change_is_told after update on booking.withheld_ticket
    referencing new table as changed for each statement execute function booking.audit_withheld();
