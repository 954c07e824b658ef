-- An organiser keeps tickets from the sale: for the house, or because nobody can sit there. Nobody owns such a ticket, and no
-- claim takes it. Why it is kept stands in booking.withheld_ticket.
alter table inventory.ticket drop constraint ticket_status_known;
alter table inventory.ticket add constraint ticket_status_known check (status in ('AVAILABLE', 'RESERVED', 'BOOKED', 'WITHHELD'));
alter table inventory.ticket drop constraint ticket_available_has_no_booking;
alter table inventory.ticket add constraint ticket_available_has_no_booking
    check ((status in ('AVAILABLE', 'WITHHELD')) = (booking_id is null));
