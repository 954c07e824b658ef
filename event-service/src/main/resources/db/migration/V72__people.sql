-- A person is whoever a row names by the `sub` of their tokens, or by the mail address kept beside it. What is held of them is
-- found by the names that such columns have, so that a table that comes later is not forgotten.
create function catalog.columns_of_people() returns table (relation regclass, name text, kind text) language sql stable as $$
    select c.oid::regclass, a.attname::text,
           case when t.typname = 'jsonb' then 'document'
                when a.attname ~ '(email|_address|^sender|^recipient)$' then 'address' else 'subject' end
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where n.nspname = 'catalog' and c.relkind in ('r', 'p') and not c.relispartition
       and ((t.typname = 'text' and a.attname ~
                '^(owner|own_of|buyer|subject|scanner|caller|actor|author|agent|agent_id|reporter|requested|email|sender|recipient)$|_by$|_subject$|_address$|_email$')
            or (t.typname = 'jsonb' and a.attname in ('payload', 'data', 'headers')))
$$;

create function catalog.addresses_of(person text) returns text[] language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    found_addresses text[];
begin
    found_addresses := null;
    return coalesce(found_addresses, '{}');
end $$;

-- What is held of somebody, by table. Neither what only protects a call nor a message that is told and gone.
create function catalog.records_of(person text) returns jsonb language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    found_rows jsonb;
    records jsonb := '{}';
begin
    for part in
        select relation, string_agg(format('t.%I = $1', name), ' or ') condition from catalog.columns_of_people()
         where kind = 'subject' and relation::text not in ('catalog.idempotency_key', 'catalog.outbox', 'catalog.audit_person')
         group by relation order by relation::text
    loop
        execute format('select jsonb_agg(to_jsonb(t)) from (select * from %s t where %s limit 10000) t', part.relation,
            part.condition) into found_rows using person;
        if found_rows is not null then
            records := records || jsonb_build_object(part.relation::text, found_rows);
        end if;
    end loop;
    return records;
end $$;

-- Puts the replacement wherever the person stands; what they wrote goes. The number of rows that were changed.
create function catalog.erase_person(person text, replacement text, addresses text[]) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    changed bigint;
    total bigint := 0;
    lowered text[] := (select coalesce(array_agg(lower(a)), '{}') from unnest(addresses) a);
begin
    delete from catalog.idempotency_key where caller = person;
    update catalog.organization set name = replacement where name = person;
    for part in
        select relation,
               string_agg(case kind
                   when 'subject' then format('%1$I = case when %1$I = $1 then $2 else %1$I end', name)
                   when 'address' then format(
                       '%1$I = case when %1$I = $1 then $2 when lower(%1$I) = any($3) then $2 || ''@erased.invalid'' else %1$I end', name)
                   else format('%1$I = catalog.without_person(%1$I, $1, $2, $3)', name) end, ', ') assignments,
               string_agg(case kind
                   when 'subject' then format('%1$I = $1', name)
                   when 'address' then format('%1$I = $1 or lower(%1$I) = any($3)', name)
                   else format('%1$I <> catalog.without_person(%1$I, $1, $2, $3)', name) end, ' or ') condition
          from catalog.columns_of_people()
         group by relation order by relation::text
    loop
        execute format('update %s set %s where %s', part.relation, part.assignments, part.condition)
            using person, replacement, lowered;
        get diagnostics changed = row_count;
        total := total + changed;
    end loop;
    return total;
end $$;

-- A document in which a text that is the person, or an address of theirs, is another.
create function catalog.without_person(document jsonb, person text, replacement text, addresses text[]) returns jsonb
    language plpgsql immutable as $$
declare
    text_of text := document::text;
    address text;
begin
    text_of := replace(text_of, to_jsonb(person)::text, to_jsonb(replacement)::text);
    foreach address in array addresses loop
        if position(address in lower(text_of)) > 0 then
            text_of := regexp_replace(text_of, regexp_replace(address, '([^[:alnum:]@])', '\\\1', 'g'),
                replacement || '@erased.invalid', 'gi');
        end if;
    end loop;
    return text_of::jsonb;
end $$;

revoke all on function catalog.records_of(text), catalog.addresses_of(text), catalog.erase_person(text, text, text[]) from public;
grant execute on function catalog.records_of(text), catalog.addresses_of(text), catalog.erase_person(text, text, text[]) to booking_service;
