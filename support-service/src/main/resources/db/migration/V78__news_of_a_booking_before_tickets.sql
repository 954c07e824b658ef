-- That an event is cancelled or a ticket passed on does not wait behind the ticket mails of another sale.
create index mail_to_send on support.mail (
    (case when kind <> 'BOOKING' then 0 when attachments @> '[{"mediaType":"application/pdf"}]' then 2 else 1 end), attempt_at
) where sent_at is null and given_up_at is null;
-- Last, for mail cannot be read from here to the end.
drop index support.mail_unsent;
