-- Which of a ticket's codes opens the door: it grows when the ticket goes to another person, so that the code before dies
-- with the statement that passes it on. It never falls, whoever has the ticket later.
alter table inventory.ticket add column serial integer not null default 0;
grant update (serial) on inventory.ticket to booking_service;
