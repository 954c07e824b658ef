package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.booking.booking.Booking;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Remembers how to reach those who book: what their token last said, and what they said for one booking.
@Repository
public class BuyerContactRepository {

    /// A part of the claim's statement, after `booked`: what its buyer gave for this booking alone. What they give
    /// with another card replaces it.
    public static final String SAVE_WITH_CLAIM = """
            , contact as (
                insert into booking.booking_contact (event_id, booking_id, email, name, locale)
                select :event, :booking, :contactEmail, :contactName, :contactLocale from booked
                on conflict (event_id, booking_id) do update
                   set email = excluded.email, name = excluded.name, locale = excluded.locale
            )
            """;

    private final JdbcClient jdbc;

    BuyerContactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static StatementSpec bind(StatementSpec claim, @Nullable BuyerContact contact) {
        return contact == null
                ? claim
                : claim.param("contactEmail", contact.email())
                        .param("contactName", contact.name(), Types.VARCHAR)
                        .param("contactLocale", contact.locale(), Types.VARCHAR);
    }

    /// In one statement for many, in the order of their keys, so that two who write at once wait for each other and
    /// never crosswise. Whoever was erased since it was noted stays forgotten.
    ///
    /// @return those who were
    Set<String> save(Map<String, NotedContact> noted, Instant now) {
        var sorted = new TreeMap<>(noted);
        var contacts = sorted.values().stream().map(NotedContact::contact).toList();
        return Set.copyOf(jdbc.sql("""
                        with noted as (
                            select t.*, exists (select from booking.erased_person e
                                                 where e.subject_hash = sha256(convert_to(t.subject, 'UTF8')) and e.erased_at >= t.at) is_erased
                              from unnest(:subjects::text[], :emails::text[], :names::text[], :locales::text[], :ats::timestamptz[])
                                   t (subject, email, name, locale, at)
                        ), saved as (
                            insert into booking.buyer_contact as c (subject, email, name, locale, updated_at)
                            select subject, email, name, locale, :now from noted where not is_erased order by subject
                            on conflict (subject) do update
                               set email = excluded.email, name = excluded.name, locale = excluded.locale, updated_at = excluded.updated_at
                             where (c.email, c.name, c.locale) is distinct from (excluded.email, excluded.name, excluded.locale)
                        )
                        select subject from noted where is_erased
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("subjects", sorted.keySet().toArray(String[]::new))
                .param("emails", contacts.stream().map(BuyerContact::email).toArray(String[]::new))
                .param("names", contacts.stream().map(BuyerContact::name).toArray(String[]::new))
                .param("locales", contacts.stream().map(BuyerContact::locale).toArray(String[]::new))
                .param(
                        "ats",
                        sorted.values().stream().map(one -> one.at().toString()).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    public Optional<BuyerContact> find(Booking booking) {
        return Optional.ofNullable(find(List.of(booking)).get(booking.id()));
    }

    /// By booking, of those that are known. What was given for a booking comes before what its buyer's token says.
    public Map<UUID, BuyerContact> find(Collection<Booking> bookings) {
        var contacts = new HashMap<UUID, BuyerContact>();
        jdbc.sql("""
                        select w.id, coalesce(b.email, k.email) email,
                               case when b.email is null then k.name else b.name end as name,
                               case when b.email is null then k.locale else b.locale end as locale
                          from unnest(?::uuid[], ?::uuid[], ?::text[]) w (event, id, buyer)
                          left join booking.booking_contact b on b.event_id = w.event and b.booking_id = w.id
                          left join booking.buyer_contact k on k.subject = w.buyer
                         where coalesce(b.email, k.email) is not null
                        """)
                .param(bookings.stream().map(Booking::event).toArray(UUID[]::new))
                .param(bookings.stream().map(Booking::id).toArray(UUID[]::new))
                .param(bookings.stream().map(Booking::buyer).toArray(String[]::new))
                .query(row -> {
                    contacts.put(
                            row.getObject("id", UUID.class),
                            new BuyerContact(row.getString("email"), row.getString("name"), row.getString("locale")));
                });
        return contacts;
    }

    public Optional<BuyerContact> find(String subject) {
        return jdbc.sql("select email, name, locale from booking.buyer_contact where subject = ?")
                .param(subject)
                .query((row, _) -> new BuyerContact(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }
}
