package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.ColumnRowMapper;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds open cases by what they are about.
@Repository
public class CaseQueryRepository {

    private final JdbcClient jdbc;

    CaseQueryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Open cases about a booking, in the order all locks are taken in.
    public List<UUID> findOpenByBooking(UUID bookingId) {
        return jdbc.sql("""
                        select id from support.support_case
                         where booking_id = ? and status not in ('RESOLVED', 'CLOSED') order by id
                        """).param(bookingId).query(ColumnRowMapper.ID).list();
    }

    /// Those of the bookings that an open case is about.
    public Set<UUID> findWithOpenCase(Collection<UUID> bookings) {
        return Set.copyOf(jdbc.sql("""
                        select booking_id from support.support_case
                         where booking_id = any(?) and status not in ('RESOLVED', 'CLOSED')
                        """)
                .param(bookings.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    public List<UUID> findOpenByEvent(UUID eventId) {
        return jdbc.sql("""
                        select id from support.support_case
                         where event_id = ? and status not in ('RESOLVED', 'CLOSED') order by id
                        """).param(eventId).query(ColumnRowMapper.ID).list();
    }

    /// Reports of one reporter are taken in one after the other, so that the second sees the first.
    public void lockReporter(String reporter) {
        jdbc.sql("select cast(pg_advisory_xact_lock(hashtextextended(?, 51)) as text)")
                .param(reporter)
                .query(ColumnRowMapper.TEXT)
                .single();
    }

    /// The reporter's first open case that no rule understood either, and whose words are the same.
    public Optional<UUID> findOpenInSameWords(List<String> words, CaseReport report, String reporter) {
        return jdbc.sql("""
                        select id from support.support_case
                         where reporter = :reporter and status not in ('RESOLVED', 'CLOSED') and category = 'OTHER'
                           and error_code is null and words = cast(:words as text[])
                           and (cardinality(words) > 0 or (subject = :subject and body = :body))
                         order by created_at limit 1
                        """)
                .param("reporter", reporter)
                .param("words", words.toArray(String[]::new))
                .param("subject", report.subject())
                .param("body", report.body())
                .query(UUID.class)
                .optional();
    }

    /// The reporter's first open case about the same thing.
    public Optional<UUID> findOpenAlike(CaseFingerprints fingerprints, String reporter) {
        if (fingerprints.platform() == null) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select id from support.support_case
                         where reporter = :reporter and status not in ('RESOLVED', 'CLOSED') and repeat_of is null
                           and print_platform = :platform
                           and coalesce(print_booking, '') = :booking and coalesce(print_event, '') = :event
                         order by created_at limit 1
                        """)
                .param("reporter", reporter)
                .param("platform", fingerprints.platform())
                .param("booking", fingerprints.booking() == null ? "" : fingerprints.booking())
                .param("event", fingerprints.event() == null ? "" : fingerprints.event())
                .query(UUID.class)
                .optional();
    }
}
