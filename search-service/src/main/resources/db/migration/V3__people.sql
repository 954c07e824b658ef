-- Whoever asks for a rebuild is named here until they are forgotten. A person is whoever a row names by the `sub` of their tokens; what
-- is held of them is found by the names that such columns have, so that a table that comes later is not forgotten.
create function search.columns_of_people() returns table (relation regclass, name text, kind text) language sql stable as $$
    select c.oid::regclass, a.attname::text,
           case when t.typname = 'jsonb' then 'document'
                when a.attname ~ '(email|_address|^sender|^recipient)$' then 'address' else 'subject' end
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where n.nspname = 'search' and c.relkind in ('r', 'p') and not c.relispartition
       and ((t.typname = 'text' and a.attname ~
                '^(owner|own_of|buyer|subject|scanner|caller|actor|author|agent|agent_id|reporter|requested|email|sender|recipient)$|_by$|_subject$|_address$|_email$')
            or (t.typname = 'jsonb' and a.attname in ('payload', 'data', 'headers')))
$$;

-- No address of anybody is kept here.
create function search.addresses_of(person text) returns text[] language sql immutable security definer
    set search_path = pg_catalog as $$
    select array[]::text[]
$$;

-- What is held of somebody, by table. Not what only protects a call.
create function search.records_of(person text) returns jsonb language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    found_rows jsonb;
    records jsonb := '{}';
begin
    for part in
        select relation, string_agg(format('t.%I = $1', name), ' or ') condition from search.columns_of_people()
         where kind = 'subject' and relation::text not in ('search.idempotency_key')
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

-- Puts the replacement wherever the person stands. The number of rows that were changed.
create function search.erase_person(person text, replacement text, addresses text[]) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    changed bigint;
    total bigint := 0;
    lowered text[] := (select coalesce(array_agg(lower(a)), '{}') from unnest(addresses) a);
begin
    -- Whoever asks again is answered with who asked first.
    delete from search.idempotency_key where caller = person or position(to_jsonb(person)::text in body) > 0;
    for part in
        select relation,
               string_agg(case kind
                   when 'subject' then format('%1$I = case when %1$I = $1 then $2 else %1$I end', name)
                   when 'address' then format(
                       '%1$I = case when %1$I = $1 then $2 when lower(%1$I) = any($3) then $2 || ''@erased.invalid'' else %1$I end', name)
                   else format('%1$I = search.without_person(%1$I, $1, $2, $3)', name) end, ', ') assignments,
               string_agg(case kind
                   when 'subject' then format('%1$I = $1', name)
                   when 'address' then format('%1$I = $1 or lower(%1$I) = any($3)', name)
                   else format('%1$I <> search.without_person(%1$I, $1, $2, $3)', name) end, ' or ') condition
          from search.columns_of_people()
         group by relation order by relation::text
    loop
        execute format('update %s set %s where %s', part.relation, part.assignments, part.condition)
            using person, replacement, lowered;
        get diagnostics changed = row_count;
        total := total + changed;
    end loop;
    return total;
end $$;

-- A document in which a text that is the person, or an address of theirs, is another. An address that ends or begins with another is somebody
-- else's.
create function search.without_person(document jsonb, person text, replacement text, addresses text[]) returns jsonb
    language plpgsql immutable as $$
declare
    text_of text := document::text;
    address text;
    -- A new line and its like are written as \n, whose letter is none of the address.
    begins constant text := '(?:(?<![[:alnum:]._%+-])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))';
    -- A sentence's full stop ends it, and so does a hyphen that no other domain follows.
    ends constant text := '(?![[:alnum:]]|\.[[:alnum:]]|-[[:alnum:]-]*\.[[:alnum:]])';
begin
    text_of := replace(text_of, to_jsonb(person)::text, to_jsonb(replacement)::text);
    foreach address in array addresses loop
        if position(address in lower(text_of)) > 0 then
            text_of := regexp_replace(text_of, begins || regexp_replace(address, '([^[:alnum:]@])', '\\\1', 'g') || ends,
                replacement || '@erased.invalid', 'gi');
        end if;
    end loop;
    return text_of::jsonb;
end $$;

revoke all on function search.records_of(text), search.addresses_of(text), search.erase_person(text, text, text[]) from public;
grant execute on function search.records_of(text), search.addresses_of(text), search.erase_person(text, text, text[]) to booking_service;
-- booking-service forgets people everywhere at once.
grant usage on schema search to booking_service;
