-- Whether a cancelled event's money goes back also for tickets that somebody has gone in with: an interrupted evening, say.
alter table catalog.event add column refunds_used boolean not null default false;
