-- Whether the running function forgets a person: rows then change their names, and nothing that anybody did.
create function booking.is_erasing() returns boolean language sql stable as $$
    select coalesce(current_setting('boxoffice.erasure', true), '') = 'booking'
       and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'booking.booking'::regclass)
$$;

-- One line for all seats of a statement; none for a name that is forgotten.
create or replace function booking.audit_withheld() returns trigger language plpgsql as $$
begin
    if booking.is_erasing() then
        return null;
    end if;
    insert into booking.audit_entry (at, actor, role, action, object_type, object_id, event_id, details)
    select max(withheld_at), booking.audit_person_of(withheld_by), 'organizer', 'TICKETS_WITHHELD', 'event', event_id::text, event_id,
           jsonb_build_object('kind', kind, 'ordinals', jsonb_agg(ordinal order by ordinal))
      from changed group by event_id, kind, withheld_by;
    return null;
end $$;

-- What a person is named by in words goes with them: beside an address of theirs in somebody else's booking, in mails that wait to be
-- told, in their reasons for keeping seats back.
create or replace function booking.erase_person(person text, replacement text, addresses text[]) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    changed bigint;
    total bigint := 0;
    lowered text[] := (select coalesce(array_agg(lower(a)), '{}') from unnest(addresses) a);
begin
    perform set_config('boxoffice.erasure', 'booking', true);
    delete from booking.buyer_contact where subject = person;
    delete from booking.idempotency_key where caller = person;
    update booking.refund r set note = null from booking.booking b
     where b.event_id = r.event_id and b.id = r.booking_id and (b.buyer = person or r.requested_by = person) and r.note is not null;
    update booking.booking_contact c set name = null, email = replacement || '@erased.invalid' from booking.booking b
     where b.event_id = c.event_id and b.id = c.booking_id and (b.buyer = person or lower(c.email) = any(lowered));
    update booking.withheld_ticket set reason = null where withheld_by = person and reason is not null;
    -- Mails that are not told yet have their name in words; nobody sends them to an address that is none.
    delete from booking.outbox where type = 'MailRequested' and lower(payload ->> 'recipient') = any(lowered);
    for part in
        select relation,
               string_agg(case kind
                   when 'subject' then format('%1$I = case when %1$I = $1 then $2 else %1$I end', name)
                   when 'address' then format(
                       '%1$I = case when %1$I = $1 then $2 when lower(%1$I) = any($3) then $2 || ''@erased.invalid'' else %1$I end', name)
                   else format('%1$I = booking.without_person(%1$I, $1, $2, $3)', name) end, ', ') assignments,
               string_agg(case kind
                   when 'subject' then format('%1$I = $1', name)
                   when 'address' then format('%1$I = $1 or lower(%1$I) = any($3)', name)
                   else format('%1$I <> booking.without_person(%1$I, $1, $2, $3)', name) end, ' or ') condition
          from booking.columns_of_people()
         group by relation order by relation::text
    loop
        execute format('update %s set %s where %s', part.relation, part.assignments, part.condition)
            using person, replacement, lowered;
        get diagnostics changed = row_count;
        total := total + changed;
    end loop;
    perform set_config('boxoffice.erasure', '', true);
    return total;
end $$;
