-- Whoever writes to the desk by mail alone is a reporter without a subject: their cases are known by their address.
create or replace function support.erase_person(person text, replacement text, addresses text[]) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    part record;
    changed bigint;
    total bigint := 0;
    lowered text[] := (select coalesce(array_agg(lower(a)), '{}') from unnest(addresses) a);
begin
    perform set_config('boxoffice.erasure', 'support', true);
    delete from support.idempotency_key where caller = person;
    delete from support.attachment a using support.support_case c where c.id = a.case_id and (c.reporter = person or lower(c.reporter_email) = any(lowered));
    delete from support.mail m where lower(m.recipient) = any(lowered)
        or m.case_id in (select id from support.support_case where reporter = person or lower(reporter_email) = any(lowered));
    update support.case_message m set body = 'erased' from support.support_case c where c.id = m.case_id
       and (c.reporter = person or lower(c.reporter_email) = any(lowered));
    update support.support_case set subject = 'erased', body = 'erased', reporter_name = null,
           reporter_email = case when reporter_email is null then null else replacement || '@erased.invalid' end
     where reporter = person or lower(reporter_email) = any(lowered);
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
