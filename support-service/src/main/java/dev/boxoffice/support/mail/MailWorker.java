package dev.boxoffice.support.mail;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/// Carries mail from the outbox to the mail server, until the server takes it.
@Component
public class MailWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(MailWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BATCH = 10;
    /// Longer than a batch may take with every timeout reached.
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final MailRepository mails;
    private final OutgoingMailService sender;
    private final SupportProperties.Mail settings;
    private final Clock clock;
    private final Counter refused;

    MailWorker(
            MailRepository mails,
            OutgoingMailService sender,
            SupportProperties properties,
            Clock clock,
            MeterRegistry meters) {
        super("mail", POLL);
        this.mails = mails;
        this.sender = sender;
        this.settings = properties.mail();
        this.clock = clock;
        this.refused = Counter.builder("boxoffice.support.mail.refused")
                .description("Attempts the mail server did not take")
                .register(meters);
    }

    @Override
    protected boolean runOnce() {
        sendDue();
        return false;
    }

    /// Sends what is due, until nothing is or the server refuses.
    ///
    /// @return how many were sent
    public int sendDue() {
        var sent = 0;
        while (true) {
            var batch = mails.take(UtcTime.now(clock), LEASE, BATCH, sender.domain());
            for (var mail : batch) {
                sent += send(mail) ? 1 : 0;
            }
            if (batch.size() < BATCH) {
                return sent;
            }
        }
    }

    private boolean send(OutgoingMail mail) {
        try {
            sender.send(mail);
        } catch (MailException | MessagingException | RestClientException failure) {
            refused.increment();
            log.warn("Mail {} was not taken, attempt {}: {}", mail.id(), mail.attempts(), failure.toString());
            retryLater(mail, String.valueOf(failure.getMessage()));
            return false;
        }
        mails.markSent(mail.id(), UtcTime.now(clock));
        return true;
    }

    /// Later, and later still; after the last attempt it is given up.
    private void retryLater(OutgoingMail mail, String error) {
        var now = UtcTime.now(clock);
        var givenUpAt = mail.attempts() >= settings.attempts() ? now : null;
        mails.markRefused(mail.id(), error, now.plus(pauseAfter(mail.attempts())), givenUpAt);
    }

    private Duration pauseAfter(int attempts) {
        var pause = settings.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
