-- A refund that Stripe has refused, and that no instance is sending now: only then may a person say that it was paid another way.
alter table booking.refund add column parked_at timestamptz;

-- What a person has paid back past Stripe: as little a movement there as what is kept.
alter table booking.ledger_entry drop constraint ledger_entry_kind;
alter table booking.ledger_entry add constraint ledger_entry_kind check (kind in
    ('CAPTURE', 'REFUND', 'REFUND_FAILED', 'DISPUTE', 'DISPUTE_WON', 'KEPT', 'ELSEWHERE'));
