package dev.boxoffice.support.mail;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Mail that waits to be sent: handed out for a while, and written down as sent, refused, withdrawn, or not
/// tried after all.
@Service
class MailOutboxService {

    private static final Logger log = LoggerFactory.getLogger(MailOutboxService.class);

    /// Nobody else takes a mail for so long. None is begun in the second half of it, which is longer than the mail
    /// server takes for one with every timeout reached.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /// Mail that was handed out.
    ///
    /// @param beginUntil no mail of it may be begun later
    /// @param keptUntil nobody else takes them before
    record Batch(List<OutgoingMail> mails, Instant beginUntil, Instant keptUntil) {}

    private final MailRepository mails;
    private final ReplyAddressCodec addresses;
    private final SupportProperties.Mail settings;
    private final Clock clock;
    private final Counter refused;
    private final Counter givenUp;
    private final Counter withdrawn;

    MailOutboxService(
            MailRepository mails,
            ReplyAddressCodec addresses,
            SupportProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.mails = mails;
        this.addresses = addresses;
        this.settings = properties.mail();
        this.clock = clock;
        this.refused = Counter.builder("boxoffice.support.mail.refused")
                .description("Attempts the mail server did not take")
                .register(meters);
        this.givenUp = givenUp("refused", meters);
        this.withdrawn = givenUp("files", meters);
    }

    private static Counter givenUp(String reason, MeterRegistry meters) {
        return Counter.builder("boxoffice.support.mail.given.up")
                .description("Mail that is not tried again: refused too often, or without the files it is about")
                .tag("reason", reason)
                .register(meters);
    }

    /// What is due, the desk's own first.
    Batch take(int most) {
        var now = UtcTime.now(clock);
        var keptUntil = now.plus(LEASE);
        return new Batch(mails.take(now, keptUntil, most, addresses.domain()), now.plus(LEASE.dividedBy(2)), keptUntil);
    }

    boolean mayBegin(Batch batch) {
        return UtcTime.now(clock).isBefore(batch.beginUntil());
    }

    void sent(OutgoingMail mail) {
        mails.markSent(mail.id(), UtcTime.now(clock));
    }

    /// Later, and later still; after the last attempt it is given up.
    void refused(OutgoingMail mail, Throwable why) {
        refused.increment();
        log.warn("Mail {} was not taken, attempt {}: {}", mail.id(), mail.attempts(), why.toString());
        var now = UtcTime.now(clock);
        var givenUpAt = mail.attempts() >= settings.attempts() ? now : null;
        mails.markRefused(
                mail.id(), String.valueOf(why.getMessage()), now.plus(pauseAfter(mail.attempts())), givenUpAt);
        if (givenUpAt != null) {
            givenUp.increment();
        }
    }

    /// Given up without another attempt: what it would say is true no more. Nothing is wrong with the mail server.
    void withdrawn(OutgoingMail mail, String why) {
        var now = UtcTime.now(clock);
        mails.markRefused(mail.id(), why, now, now);
        withdrawn.increment();
        log.info("Mail {} is not sent: {}", mail.id(), why);
    }

    /// As if they had not been taken: due at once, no attempt counted. What another has taken since is that one's.
    void giveBack(Batch batch, List<OutgoingMail> untried) {
        mails.giveBack(untried.stream().map(OutgoingMail::id).toList(), batch.keptUntil(), UtcTime.now(clock));
    }

    private Duration pauseAfter(int attempts) {
        var pause = settings.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
