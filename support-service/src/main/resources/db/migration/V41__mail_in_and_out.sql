-- Mail as a conversation: in whose language and hours it is written, what it answers, and what came in.

alter table support.support_case
    add column reporter_locale text,
    add column reporter_zone text;

-- What a mail says to whom is decided when it is written; in which words, when it is sent.
alter table support.mail add column kind text not null default 'ALERT';
update support.mail set kind = 'MESSAGE' where case_id is not null;
create index mail_by_case on support.mail (case_id, created_at) where case_id is not null;
create index mail_by_recipient on support.mail (recipient, created_at) where kind in ('ACKNOWLEDGEMENT', 'INCIDENT_ACKNOWLEDGEMENT');

-- Every mail that was accepted, once: the id is written in the transaction that acts on it.
create table support.inbound_mail (
    message_id   text primary key,
    sender       text,
    outcome      text not null,
    reason       text,
    case_id      uuid references support.support_case (id),
    received_at  timestamptz not null,
    constraint inbound_outcome_known check (outcome in ('NEW_CASE', 'MESSAGE', 'DROPPED')),
    constraint inbound_dropped_for_a_reason check ((outcome = 'DROPPED') = (reason is not null)),
    constraint inbound_reaches_a_case check ((outcome = 'DROPPED') = (case_id is null))
);
create index inbound_by_case on support.inbound_mail (case_id, received_at) where case_id is not null;
create index inbound_by_sender on support.inbound_mail (sender, received_at) where outcome = 'NEW_CASE';

create table support.attachment (
    id          uuid primary key,
    case_id     uuid not null references support.support_case (id),
    name        text not null,
    media_type  text not null,
    size        integer not null,
    content     bytea not null,
    created_at  timestamptz not null,
    constraint attachment_says_its_size check (size = length(content)),
    constraint attachment_is_of_a_safe_type check (media_type in (
        'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain'))
);
alter table support.attachment alter column content set storage external; -- pictures do not shrink
create index attachment_by_case on support.attachment (case_id, created_at, id);

grant select, insert, update on support.inbound_mail to support_service;
grant select, insert on support.attachment to support_service;
