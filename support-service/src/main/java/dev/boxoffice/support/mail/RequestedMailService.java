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

    public void send(List<Letter> letters, Instant now) {
        var sendable = letters.stream().filter(RequestedMailService::isSendable).toList();
        if (sendable.size() < letters.size()) {
            log.warn("{} mails to nobody, or that say nothing, are not sent", letters.size() - sendable.size());
        }
        if (!sendable.isEmpty()) {
            mails.insert(sendable, now);
        }
    }

    private static boolean isSendable(Letter letter) {
        return letter.recipient().indexOf('@') >= 1 && !letter.body().isEmpty();
    }
}
