-- Mail that another service has written: in which language, and with which files. A file is fetched from booking-service when
-- the mail is sent, by a path that is signed: nothing is kept here that opens a door.
alter table support.mail
    add column locale text,
    add column attachments jsonb;
