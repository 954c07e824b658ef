package dev.boxoffice.booking.booking.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Remembers how to reach those who book.
@Repository
class BuyerContactRepository {

    private final JdbcClient jdbc;

    BuyerContactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In one statement for many, in the order of their keys, so that two who write at once wait for each other and
    /// never
    /// crosswise.
    void save(Collection<BuyerContact> contacts, Instant now) {
        var sorted = contacts.stream()
                .sorted((one, other) -> one.subject().compareTo(other.subject()))
                .toList();
        jdbc.sql("""
                        insert into booking.buyer_contact as c (subject, email, name, updated_at)
                        select subject, email, name, ? from unnest(?::text[], ?::text[], ?::text[]) t (subject, email, name)
                        on conflict (subject) do update set email = excluded.email, name = excluded.name, updated_at = excluded.updated_at
                         where (c.email, c.name) is distinct from (excluded.email, excluded.name)
                        """)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(sorted.stream().map(BuyerContact::subject).toArray(String[]::new))
                .param(sorted.stream().map(BuyerContact::email).toArray(String[]::new))
                .param(sorted.stream().map(BuyerContact::name).toArray(String[]::new))
                .update();
    }

    Optional<String> emailOf(String subject) {
        return jdbc.sql("select email from booking.buyer_contact where subject = ?")
                .param(subject)
                .query(String.class)
                .optional();
    }
}
