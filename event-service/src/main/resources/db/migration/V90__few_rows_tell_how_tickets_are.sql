-- After each publication its partition is analysed while the first tickets are sold. Thirty thousand rows were looked at
-- for plans that go by the event alone; three thousand will do.
alter table inventory.ticket
    alter column event_id set statistics 10,
    alter column ordinal set statistics 10,
    alter column status set statistics 10,
    alter column price_tier set statistics 10,
    alter column booking_id set statistics 10,
    alter column owner set statistics 10,
    alter column version set statistics 10,
    alter column changed_at set statistics 10,
    alter column serial set statistics 10;
