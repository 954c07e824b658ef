-- What a booking's money did is asked for by its timeline, the audit and the archive, for sales without a payment at Stripe too: none of
-- them is to read the whole ledger of its event. An entry is of one booking, so this says the same as before, once, and costs a sale no
-- further index.
alter table booking.ledger_entry drop constraint ledger_entry_once;
alter table booking.ledger_entry
    add constraint ledger_entry_once unique (event_id, booking_id, kind, reference);
create index archived_ledger_entry_by_booking on booking.archived_ledger_entry (event_id, booking_id);
