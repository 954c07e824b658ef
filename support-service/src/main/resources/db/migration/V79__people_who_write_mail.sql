-- An address that ends or begins with another is somebody else's: johanna@gmail.com is not anna@gmail.com.
create or replace function support.without_person(document jsonb, person text, replacement text, addresses text[]) returns jsonb
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

-- Whether a name is that of somebody who wrote from one of the addresses, and is known by it alone: mailto:anna@gmail.com.
create function support.is_guest(name text, addresses text[]) returns boolean language sql immutable as $$
    select name like 'mailto:%' and lower(substr(name, 8)) = any(addresses)
$$;

-- Who writes mail is named by their address, wherever the desk names who did something. Their words go from where they are kept besides:
-- those a report is likened by, how a case was resolved, and why it was opened again.
create or replace function support.erase_person(person text, replacement text, addresses text[]) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    changed bigint;
    total bigint := 0;
    lowered text[] := (select coalesce(array_agg(lower(a)), '{}') from unnest(addresses) a);
    cases uuid[] := array(select id from support.support_case
                           where reporter = person or lower(reporter_email) = any(lowered) or support.is_guest(reporter, lowered));
begin
    perform set_config('boxoffice.erasure', 'support', true);
    delete from support.idempotency_key where caller = person;
    delete from support.attachment where case_id = any(cases);
    delete from support.mail where lower(recipient) = any(lowered) or case_id = any(cases);
    update support.case_message set body = 'erased' where case_id = any(cases);
    update support.case_event set data = jsonb_set(data, '{reason}', '"erased"')
     where case_id = any(cases) and type = 'REOPENED' and data ? 'reason';
    update support.support_case set subject = 'erased', body = 'erased', words = '{}', reporter_name = null,
           resolution = case when resolution is null then null else 'erased' end,
           reporter_email = case when reporter_email is null then null else replacement || '@erased.invalid' end
     where id = any(cases);
    update support.agent set id = replacement, name = null where id = person;
    for part in
        select relation,
               string_agg(case kind
                   when 'subject' then format(
                       '%1$I = case when %1$I = $1 or support.is_guest(%1$I, $3) then $2 else %1$I end', name)
                   when 'address' then format(
                       '%1$I = case when %1$I = $1 then $2 when lower(%1$I) = any($3) then $2 || ''@erased.invalid'' else %1$I end', name)
                   else format('%1$I = support.without_person(%1$I, $1, $2, $3)', name) end, ', ') assignments,
               string_agg(case kind
                   when 'subject' then format('%1$I = $1 or support.is_guest(%1$I, $3)', name)
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
