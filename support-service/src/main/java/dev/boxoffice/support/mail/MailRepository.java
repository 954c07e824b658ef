package dev.boxoffice.support.mail;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.privacy.CardNumberMask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Mail written and not yet sent.
@Repository
class MailRepository {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_ERROR = 500;
    private static final int MOST_TOGETHER = 20_000;

    private final JdbcClient jdbc;

    MailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What other services have written: nothing in it is a case's, so it is sent as it is.
    void insert(List<RequestedMailService.Letter> letters, Instant now) {
        jdbc.sql("""
                        insert into support.mail (id, kind, recipient, subject, body, locale, attachments, created_at, attempt_at)
                        select id, 'BOOKING', recipient, subject, body, locale, attachments::jsonb, :now, :now
                          from unnest(:ids, :recipients, :subjects, :bodies, :locales, :attachments)
                               l (id, recipient, subject, body, locale, attachments)
                        """)
                .param("ids", letters.stream().map(_ -> TimeOrderedId.next()).toArray(UUID[]::new))
                .param("recipients", each(letters, RequestedMailService.Letter::recipient))
                .param("subjects", each(letters, letter -> CardNumberMask.removedFrom(letter.subject())))
                .param("bodies", each(letters, letter -> CardNumberMask.removedFrom(letter.body())))
                .param("locales", each(letters, RequestedMailService.Letter::locale))
                .param("attachments", each(letters, letter -> JSON.writeValueAsString(letter.attachments())))
                .param("now", UtcTime.of(now))
                .update();
    }

    private static String[] each(
            List<RequestedMailService.Letter> letters, Function<RequestedMailService.Letter, @Nullable String> part) {
        return letters.stream().map(part).toArray(String[]::new);
    }

    void insert(String recipient, String subject, String body, Instant now) {
        jdbc.sql("""
                        insert into support.mail (id, recipient, subject, body, created_at, attempt_at)
                        values (:id, :recipient, :subject, :body, :now, :now)
                        """)
                .param("id", TimeOrderedId.next())
                .param("recipient", recipient)
                .param("subject", CardNumberMask.removedFrom(subject))
                .param("body", CardNumberMask.removedFrom(body))
                .param("now", UtcTime.of(now))
                .update();
    }

    /// Adds a line to a mail nobody has tried to send yet.
    ///
    /// @return whether there was one with room
    boolean appendToUnsent(String recipient, String subject, String line) {
        return jdbc.sql("""
                        update support.mail set body = body || E'\\n' || :line
                         where id = (select id from support.mail
                                      where recipient = :recipient and subject = :subject and sent_at is null
                                        and attempts = 0 and length(body) < :most
                                      order by created_at limit 1 for update skip locked)
                        """)
                        .param("line", CardNumberMask.removedFrom(line))
                        .param("recipient", recipient)
                        .param("subject", subject)
                        .param("most", MOST_TOGETHER)
                        .update()
                == 1;
    }

    /// Takes mail for the length of a lease: the desk's first, then what happened to a booking, then the tickets of
    /// a sale, which may be thousands. No transaction is open while a mail server is spoken to; a process that dies
    /// between sending and saying so sends again, under the same Message-ID.
    List<OutgoingMail> take(Instant now, Instant keptUntil, int most, String domain) {
        return jdbc.sql("""
                        with due as (
                            select id,
                                   case when kind <> 'BOOKING' then 0
                                        when attachments @> '[{"mediaType":"application/pdf"}]' then 2 else 1 end rank
                              from support.mail
                             where sent_at is null and given_up_at is null and attempt_at <= :now
                             order by rank, attempt_at limit :most for update skip locked
                        ), taken as (
                            update support.mail m set attempt_at = :lease, attempts = attempts + 1
                              from due where m.id = due.id
                            returning m.*, due.rank
                        )
                        select t.*, s.number, s.event_id, s.reporter_locale, s.reporter_zone,
                               array(select message from (
                                    select i.message_id as message, i.received_at as at from support.inbound_mail i
                                     where i.case_id = t.case_id and i.message_id like '<%'
                                    union all
                                    select '<' || e.id || :domain || '>', e.created_at from support.mail e
                                     where e.case_id = t.case_id and e.id <> t.id and e.sent_at is not null
                                    order by at desc limit 10) said order by at) as answers,
                               (select i.message_id from support.inbound_mail i
                                 where i.case_id = t.case_id and i.message_id like '<%'
                                 order by i.received_at desc limit 1) as last_received
                          from taken t left join support.support_case s on s.id = t.case_id
                         order by t.rank, t.created_at, t.id
                        """)
                .param("now", UtcTime.of(now))
                .param("most", most)
                .param("lease", UtcTime.of(keptUntil))
                .param("domain", domain)
                .query((row, _) -> new OutgoingMail(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getString("locale"),
                        attachments(row.getString("attachments")),
                        thread(row)))
                .list();
    }

    private static List<MailAttachment> attachments(@Nullable String json) {
        return json == null ? List.of() : List.of(JSON.readValue(json, MailAttachment[].class));
    }

    private static OutgoingMail.@Nullable Conversation thread(ResultSet row) throws SQLException {
        var caseId = row.getObject("case_id", UUID.class);
        return caseId == null
                ? null
                : new OutgoingMail.Conversation(
                        caseId,
                        row.getString("number"),
                        row.getObject("event_id", UUID.class),
                        row.getString("reporter_locale"),
                        row.getString("reporter_zone"),
                        List.of((String[]) row.getArray("answers").getArray()),
                        row.getString("last_received"));
    }

    void markSent(UUID id, Instant now) {
        jdbc.sql("update support.mail set sent_at = ?, last_error = null where id = ?")
                .params(UtcTime.of(now), id)
                .update();
    }

    /// @param keptUntil as they were taken; what has been taken by another since stays as it is
    void giveBack(List<UUID> ids, Instant keptUntil, Instant now) {
        jdbc.sql("""
                        update support.mail set attempt_at = ?, attempts = attempts - 1
                         where id = any(?) and attempt_at = ? and sent_at is null
                        """)
                .params(UtcTime.of(now), ids.toArray(UUID[]::new), UtcTime.of(keptUntil))
                .update();
    }

    /// @param givenUpAt set where it is not tried again
    void markRefused(UUID id, String error, Instant retryAt, @Nullable Instant givenUpAt) {
        jdbc.sql("""
                        update support.mail
                           set attempt_at = :retryAt, given_up_at = cast(:givenUpAt as timestamptz), last_error = :error
                         where id = :id
                        """)
                .param("retryAt", UtcTime.of(retryAt))
                .param("givenUpAt", givenUpAt == null ? null : UtcTime.of(givenUpAt))
                .param("error", error.substring(0, Math.min(error.length(), MAX_ERROR)))
                .param("id", id)
                .update();
    }
}
