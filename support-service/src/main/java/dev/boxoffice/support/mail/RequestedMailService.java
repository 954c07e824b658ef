package dev.boxoffice.support.mail;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Mail that another service has written for somebody, put into the outbox in the caller's transaction.
@Service
public class RequestedMailService {

    private static final Logger log = LoggerFactory.getLogger(RequestedMailService.class);

    private final MailRepository mails;

    RequestedMailService(MailRepository mails) {
        this.mails = mails;
    }

    public void send(String recipient, String subject, String body, Instant now) {
        if (recipient.indexOf('@') < 1 || body.isEmpty()) {
            log.warn("A mail to nobody, or that says nothing, is not sent");
            return;
        }
        mails.insert(recipient, subject, body, now);
    }
}
