-- Whom an erasure has forgotten of late, by a hash of their name: instances note contacts beside the requests, and what one has
-- noted before the erasure and not written yet is written no more. A day is longer than any of them waits.
create table booking.erased_person (
    subject_hash  bytea primary key,
    erased_at     timestamptz not null
);
create index erased_person_by_age on booking.erased_person (erased_at);

-- In a transaction of its own, and the table first: it waits for those who are writing contacts and holds nothing that they want.
-- Who writes later finds the row.
create function booking.forget_contact(person text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    lock table booking.buyer_contact in share row exclusive mode;
    insert into booking.erased_person as e (subject_hash, erased_at) values (sha256(convert_to(person, 'UTF8')), clock_timestamp())
        on conflict (subject_hash) do update set erased_at = excluded.erased_at;
    delete from booking.buyer_contact where subject = person;
    delete from booking.erased_person where erased_at < clock_timestamp() - interval '1 day';
end $$;

revoke all on function booking.forget_contact(text) from public;
grant execute on function booking.forget_contact(text) to booking_service;
grant select on booking.erased_person to booking_service;
