-- What agents need at hand: a number people can quote, notes, mergers, text modules, and lists that find a case.

-- Random, so that whoever did not get a mail about a case cannot guess its number: a mail is threaded by it.
create function support.new_case_number() returns text language sql volatile as $$
    select 'BO-' || upper(substr(h, 1, 5)) || '-' || upper(substr(h, 20, 5))
      from (select replace(cast(gen_random_uuid() as text), '-', '') as h) made
$$;
alter table support.support_case
    add column number text not null default support.new_case_number(),
    add column merged_into uuid references support.support_case (id),
    add constraint case_number_is_its_own unique (number),
    add constraint case_merged_is_ended check (merged_into is null or status in ('RESOLVED', 'CLOSED')),
    add constraint case_not_merged_into_itself check (merged_into <> id);
create index case_by_update on support.support_case (updated_at desc);
create index case_words on support.support_case using gin (to_tsvector('simple', subject || ' ' || body));

alter table support.case_message drop constraint message_kind_known;
alter table support.case_message add constraint message_kind_known check (kind in (
    'REPORTER', 'AGENT', 'ACKNOWLEDGEMENT', 'INCIDENT_ACKNOWLEDGEMENT', 'INCIDENT_UPDATE', 'INCIDENT_RESOLUTION',
    'RESOLUTION', 'NOTE'));
create index message_words on support.case_message using gin (to_tsvector('simple', body));

-- Text modules are replaced as a whole; a version is written once, as rules are.
alter table support.rule_version drop constraint rule_kind_known;
alter table support.rule_version add constraint rule_kind_known check (kind in ('CATEGORY', 'ROUTING', 'MACRO'));
create table support.macro (
    version   integer not null,
    position  integer not null,
    name      text not null,
    language  text not null,
    title     text not null,
    body      text not null,
    primary key (version, name, language),
    constraint macro_language_is_a_tag check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$')
);
grant select, insert on support.macro to support_service;

insert into support.rule_version (kind, version, author, created_at) values ('MACRO', 1, 'desk', now());
insert into support.macro (version, position, name, language, title, body) values
    (1, 1, 'which-card', 'en', 'Which card was it?', 'Which card did you pay with? The last four digits are enough; please never send the whole number.'),
    (1, 1, 'which-card', 'de', 'Welche Karte war es?', 'Mit welcher Karte haben Sie bezahlt? Die letzten vier Ziffern genügen; schicken Sie bitte nie die ganze Nummer.'),
    (1, 2, 'refund-on-its-way', 'en', 'The refund is on its way', 'Your money is on its way back to the card you paid with. Banks take up to ten working days to show it.'),
    (1, 2, 'refund-on-its-way', 'de', 'Die Erstattung ist unterwegs', 'Ihr Geld ist auf dem Weg zurück auf die Karte, mit der Sie bezahlt haben. Banken brauchen bis zu zehn Werktage, bis sie es zeigen.'),
    (1, 3, 'tickets-sent-again', 'en', 'Tickets sent again', 'We have sent your tickets once more. Please look into your spam folder too.'),
    (1, 3, 'tickets-sent-again', 'de', 'Karten erneut geschickt', 'Wir haben Ihre Karten noch einmal geschickt. Bitte sehen Sie auch im Spam-Ordner nach.');
