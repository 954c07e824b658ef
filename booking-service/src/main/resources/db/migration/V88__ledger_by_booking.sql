-- What a booking's money did is asked for by its timeline, the audit and the archive, for sales without a payment at Stripe too: none of
-- them is to read the whole ledger of its event.
create index ledger_entry_by_booking on booking.ledger_entry (event_id, booking_id);
create index archived_ledger_entry_by_booking on booking.archived_ledger_entry (event_id, booking_id);
