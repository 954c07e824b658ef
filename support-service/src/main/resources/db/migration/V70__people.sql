-- History and its seals are changed in one case alone: a person is forgotten, by the function below. Whoever may call it tells so in
-- the audit.
create or replace function support.refuse_to_rewrite_history() returns trigger language plpgsql as $$
begin
    if current_setting('boxoffice.erasure', true) = 'support' and tg_op = 'UPDATE' and current_user = 'support_migrator' then
        return new;
    end if;
    raise exception 'support.case_event is append-only' using errcode = 'insufficient_privilege';
end
$$;

-- Seals over what is there now: after a person was forgotten, whose name stood in the sealed rows.
create function support.seal_anew() returns void language plpgsql as $$
declare
    seal record;
    before_hash text := '0';
    before_tx xid8 := '0';
    now_hash text;
begin
    for seal in select * from support.audit_seal order by id loop
        select encode(sha256(convert_to(before_hash || coalesce(string_agg(
                   concat_ws('|', id, case_id, incident_id, clock_id, extract(epoch from at), actor, type, data),
                   E'\n' order by id), ''), 'UTF8')), 'hex')
          into now_hash from support.case_event where tx >= before_tx and tx < seal.to_tx;
        if now_hash <> seal.hash then
            update support.audit_seal set hash = now_hash where id = seal.id;
        end if;
        before_hash := now_hash;
        before_tx := seal.to_tx;
    end loop;
end $$;

-- A person is whoever a row names by the `sub` of their tokens, or by the mail address kept beside it. What is held of them is
-- found by the names that such columns have, so that a table that comes later is not forgotten.
create function support.columns_of_people() returns table (relation regclass, name text, kind text) language sql stable as $$
    select c.oid::regclass, a.attname::text,
           case when t.typname = 'jsonb' then 'document'
                when a.attname ~ '(email|_address|^sender|^recipient)$' then 'address' else 'subject' end
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where n.nspname = 'support' and c.relkind in ('r', 'p') and not c.relispartition
       and ((t.typname = 'text' and a.attname ~
                '^(owner|own_of|buyer|subject|scanner|caller|actor|author|agent|agent_id|reporter|requested|email|sender|recipient)$|_by$|_subject$|_address$|_email$')
            or (t.typname = 'jsonb' and a.attname in ('payload', 'data', 'headers')))
$$;

create function support.addresses_of(person text) returns text[] language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    found_addresses text[];
begin
    select array_agg(distinct reporter_email) into found_addresses from support.support_case
     where reporter = person and reporter_email is not null;
    return coalesce(found_addresses, '{}');
end $$;

-- What is held of somebody, by table. Neither what only protects a call nor a message that is told and gone.
create function support.records_of(person text) returns jsonb language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    found_rows jsonb;
    records jsonb := '{}';
begin
    for part in
        select relation, string_agg(format('t.%I = $1', name), ' or ') condition from support.columns_of_people()
         where kind = 'subject' and relation::text not in ('support.idempotency_key')
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
create function support.erase_person(person text, replacement text, addresses text[]) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    changed bigint;
    total bigint := 0;
    lowered text[] := (select coalesce(array_agg(lower(a)), '{}') from unnest(addresses) a);
begin
    perform set_config('boxoffice.erasure', 'support', true);
    delete from support.idempotency_key where caller = person;
    delete from support.attachment a using support.support_case c where c.id = a.case_id and c.reporter = person;
    delete from support.mail m where lower(m.recipient) = any(lowered)
        or m.case_id in (select id from support.support_case where reporter = person);
    update support.case_message m set body = 'erased' from support.support_case c where c.id = m.case_id and c.reporter = person;
    update support.support_case set subject = 'erased', body = 'erased', reporter_name = null,
           reporter_email = case when reporter_email is null then null else replacement || '@erased.invalid' end
     where reporter = person;
    update support.agent set id = replacement, name = null where id = person;
    for part in
        select relation,
               string_agg(case kind
                   when 'subject' then format('%1$I = case when %1$I = $1 then $2 else %1$I end', name)
                   when 'address' then format(
                       '%1$I = case when %1$I = $1 then $2 when lower(%1$I) = any($3) then $2 || ''@erased.invalid'' else %1$I end', name)
                   else format('%1$I = support.without_person(%1$I, $1, $2, $3)', name) end, ', ') assignments,
               string_agg(case kind
                   when 'subject' then format('%1$I = $1', name)
                   when 'address' then format('%1$I = $1 or lower(%1$I) = any($3)', name)
                   else format('%1$I <> support.without_person(%1$I, $1, $2, $3)', name) end, ' or ') condition
          from support.columns_of_people()
         group by relation order by relation::text
    loop
        execute format('update %s set %s where %s', part.relation, part.assignments, part.condition)
            using person, replacement, lowered;
        get diagnostics changed = row_count;
        total := total + changed;
    end loop;
    perform support.seal_anew();
    perform set_config('boxoffice.erasure', '', true);
    return total;
end $$;

-- A document in which a text that is the person, or an address of theirs, is another.
create function support.without_person(document jsonb, person text, replacement text, addresses text[]) returns jsonb
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

revoke all on function support.records_of(text), support.addresses_of(text), support.erase_person(text, text, text[]) from public;
grant execute on function support.records_of(text), support.addresses_of(text), support.erase_person(text, text, text[]) to booking_service;
-- booking-service forgets people everywhere at once.
grant usage on schema support to booking_service;
