-- An address that ends or begins with another is somebody else's: johanna@gmail.com is not anna@gmail.com.
create or replace function booking.without_person(document jsonb, person text, replacement text, addresses text[]) returns jsonb
    language plpgsql immutable as $$
declare
    text_of text := document::text;
    address text;
    -- A new line and its like are written as \n, whose letter is none of the address.
    begins constant text := '(?:(?<![[:alnum:]._%+-])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))';
    -- A sentence's full stop ends it, and so does a hyphen that no other domain follows.
    ends constant text := '(?![[:alnum:]]|\.[[:alnum:]]|-[[:alnum:]-]*\.[[:alnum:]])';
begin
    text_of := replace(text_of, to_jsonb(person)::text, to_jsonb(replacement)::text);
    foreach address in array addresses loop
        if position(address in lower(text_of)) > 0 then
            text_of := regexp_replace(text_of, begins || regexp_replace(address, '([^[:alnum:]@])', '\\\1', 'g') || ends,
                replacement || '@erased.invalid', 'gi');
        end if;
    end loop;
    return text_of::jsonb;
end $$;
