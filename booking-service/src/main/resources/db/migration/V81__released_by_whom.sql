-- Whether seats that come free at an event are kept for somebody: read by each statement that frees them.
create function booking.is_waited_for(event uuid) returns boolean language sql stable
    return exists (select from booking.waitlist_entry w where w.event_id = event and w.state = 'WAITING');

-- The statement that puts withheld tickets on sale tells it with who did it, which the deleted row does not know. Tickets that are sold or
-- given to somebody who is moved are told by that.
drop trigger withheld_ticket_release_is_told on booking.withheld_ticket;
drop function booking.audit_released();
