-- What the check of the last minutes reads (dev.boxoffice.booking.invariant). Entries are only ever appended, in the
-- order of their time: a summary of blocks finds the latest, and costs a sale nothing.
create index ledger_entry_by_time on booking.ledger_entry using brin (recorded_at)
    with (pages_per_range = 32, autosummarize = on);
create index refund_unsettled on booking.refund (created_at)
    where status in ('DUE', 'PENDING') or (status = 'FAILED' and is_owed);
