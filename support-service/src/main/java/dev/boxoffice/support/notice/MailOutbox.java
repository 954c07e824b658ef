package dev.boxoffice.support.notice;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Mail written and not yet sent.
@Component
class MailOutbox {

    record Mail(UUID id, String recipient, String subject, String body, int attempts) {}

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MAX_ERROR = 500;

    private final JdbcClient jdbc;
    private final SupportProperties.Mail settings;

    MailOutbox(JdbcClient jdbc, SupportProperties properties) {
        this.jdbc = jdbc;
        this.settings = properties.mail();
    }

    /// Takes mail for the length of a lease. No transaction is open while a mail server is spoken to; a process that
    /// dies between sending and saying so sends again, under the same Message-ID.
    List<Mail> take(Instant now, Duration lease, int most) {
        return jdbc.sql("""
                        with due as (
                            select id from support.mail
                             where sent_at is null and given_up_at is null and attempt_at <= :now
                             order by attempt_at limit :most for update skip locked
                        )
                        update support.mail m set attempt_at = :lease, attempts = attempts + 1
                          from due where m.id = due.id
                        returning m.id, m.recipient, m.subject, m.body, m.attempts
                        """)
                .param("now", UtcTime.of(now))
                .param("most", most)
                .param("lease", UtcTime.of(now.plus(lease)))
                .query((row, _) -> new Mail(
                        row.getObject("id", UUID.class),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getInt("attempts")))
                .list();
    }

    void markSent(Mail mail, Instant now) {
        jdbc.sql("update support.mail set sent_at = ?, last_error = null where id = ?")
                .params(UtcTime.of(now), mail.id())
                .update();
    }

    /// Later, and later still; after the last attempt it is given up, which is counted and alerted on.
    void markRefused(Mail mail, String error, Instant now) {
        var givenUp = mail.attempts() >= settings.attempts();
        jdbc.sql("""
                        update support.mail
                           set attempt_at = :later, given_up_at = case when :givenUp then cast(:now as timestamptz) end,
                               last_error = :error
                         where id = :id
                        """)
                .param("later", UtcTime.of(now.plus(pauseAfter(mail.attempts()))))
                .param("givenUp", givenUp)
                .param("now", UtcTime.of(now))
                .param("error", error.substring(0, Math.min(error.length(), MAX_ERROR)))
                .param("id", mail.id())
                .update();
    }

    private Duration pauseAfter(int attempts) {
        var pause = settings.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
