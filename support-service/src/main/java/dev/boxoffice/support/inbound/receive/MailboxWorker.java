package dev.boxoffice.support.inbound.receive;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks into the desk's mailbox. Several instances may: a mail that two of them fetch is acted on once.
@Component
public class MailboxWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(MailboxWorker.class);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final MailboxClient mailbox;
    private final InboundMailService mails;
    private final Clock clock;

    MailboxWorker(MailboxClient mailbox, InboundMailService mails, Clock clock) {
        super("mailbox", POLL);
        this.mailbox = mailbox;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        return mailbox.isConfigured() && takeDue() > 0;
    }

    /// @return how many mails were taken
    public int takeDue() {
        try {
            return mailbox.take(bytes -> mails.receive(bytes, UtcTime.now(clock)), UtcTime.now(clock));
        } catch (MessagingException unreachable) {
            log.warn("The mailbox cannot be read: {}", unreachable.toString());
            return 0;
        }
    }
}
