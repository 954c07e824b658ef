package dev.boxoffice.support.cases.merge;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What goes over from a case to the one it goes on in. Nothing is taken from the first: it may be reopened.
@Repository
class CaseMergeRepository {

    private final JdbcClient jdbc;

    CaseMergeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What it is about, and how its reporter is called and reached, where the other knows nothing of that.
    void fill(UUID from, UUID into, Instant now) {
        jdbc.sql("""
                        update support.support_case goes_on
                           set booking_id = coalesce(goes_on.booking_id, ended.booking_id),
                               event_id = coalesce(goes_on.event_id, ended.event_id),
                               reporter_email = coalesce(goes_on.reporter_email, ended.reporter_email),
                               reporter_name = coalesce(goes_on.reporter_name, ended.reporter_name),
                               reporter_locale = coalesce(goes_on.reporter_locale, ended.reporter_locale),
                               reporter_zone = coalesce(goes_on.reporter_zone, ended.reporter_zone),
                               version = goes_on.version + 1, updated_at = :now
                          from support.support_case ended where goes_on.id = :into and ended.id = :from
                        """)
                .param("from", from)
                .param("into", into)
                .param("now", UtcTime.of(now))
                .update();
    }

    /// Its files, once each, however many the other has: none is lost by a merger.
    void copyFiles(UUID from, UUID into) {
        jdbc.sql("""
                        insert into support.attachment (id, case_id, name, media_type, size, content, created_at)
                        select uuidv7(), :into, name, media_type, size, content, created_at from support.attachment file
                         where case_id = :from and not exists (
                               select 1 from support.attachment known
                                where known.case_id = :into and known.name = file.name and known.size = file.size
                                  and known.created_at = file.created_at)
                        """).param("from", from).param("into", into).update();
    }
}
