-- A sale brings thousands of ticket mails at once; what the desk has to say does not wait behind them.
drop index support.mail_unsent;
create index mail_unsent on support.mail ((kind = 'BOOKING'), attempt_at) where sent_at is null and given_up_at is null;
