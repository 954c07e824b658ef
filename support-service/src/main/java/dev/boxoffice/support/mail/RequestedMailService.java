package dev.boxoffice.support.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Mail that another service has written for somebody, put into the outbox in the caller's transaction.
@Service
public class RequestedMailService {

    private static final Logger log = LoggerFactory.getLogger(RequestedMailService.class);

    /// A mail as it is to be sent.
    ///
    /// @param locale the language it is written in
    public record Letter(
            String recipient,
            String subject,
            String body,
            @Nullable String locale,
            List<MailAttachment> attachments) {}

    private final MailRepository mails;

    RequestedMailService(MailRepository mails) {
        this.mails = mails;
    }

    public void send(Letter letter, Instant now) {
        if (letter.recipient().indexOf('@') < 1 || letter.body().isEmpty()) {
            log.warn("A mail to nobody, or that says nothing, is not sent");
            return;
        }
        mails.insert(letter, now);
    }
}
