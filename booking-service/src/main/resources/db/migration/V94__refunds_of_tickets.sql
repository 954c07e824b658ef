-- Of which tickets a person has given back all of the money, whether the tickets went back as well: their places in booking.ordinals, from 1,
-- which stay the same where their buyer gets other seats. Null for an amount, for what follows from tickets that went back, and before this.
alter table booking.refund add column ticket_places integer[];
