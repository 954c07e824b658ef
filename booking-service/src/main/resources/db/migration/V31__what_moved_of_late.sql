-- What the check of the last minutes reads (dev.boxoffice.booking.invariant). Entries are only ever appended, in the order of
-- their time, so the latest stand in the last blocks: found without an index, which every sale would have to keep up.
create function booking.ledger_since(since timestamptz) returns setof booking.ledger_entry
    language plpgsql stable set plan_cache_mode = force_custom_plan as $$
declare
    blocks bigint := pg_relation_size('booking.ledger_entry') / current_setting('block_size')::bigint;
    span bigint := 256;
    first bigint;
    oldest timestamptz;
begin
    loop
        first := greatest(blocks - span, 0);
        exit when first = 0;
        select min(recorded_at) into oldest from booking.ledger_entry
         where ctid >= ('(' || first || ',0)')::tid and ctid < ('(' || first + 8 || ',0)')::tid;
        -- Transactions end in another order than they begin, by seconds.
        exit when oldest < since - interval '1 minute';
        span := span * 4;
    end loop;
    return query select * from booking.ledger_entry
                  where ctid >= ('(' || first || ',0)')::tid and recorded_at > since;
end $$;

create index refund_unsettled on booking.refund (created_at)
    where status in ('DUE', 'PENDING') or (status = 'FAILED' and is_owed);
