package dev.boxoffice.support.mail;

import dev.boxoffice.support.SupportProperties;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/// Writes mail so that its answer finds the case again: number in the subject, signed reply address, and the
/// conversation's ids (RFC 5322, 3.6.4).
@Service
class OutgoingMailService {

    private final JavaMailSender sender;
    private final MailLanguageService languages;
    private final ReplyAddressCodec addresses;
    private final MailAttachmentClient attachments;
    private final String from;

    OutgoingMailService(
            JavaMailSender sender,
            MailLanguageService languages,
            ReplyAddressCodec addresses,
            MailAttachmentClient attachments,
            SupportProperties properties) {
        this.sender = sender;
        this.languages = languages;
        this.addresses = addresses;
        this.attachments = attachments;
        this.from = properties.mail().from();
    }

    void send(OutgoingMail mail) throws MessagingException {
        sender.send(compose(mail));
    }

    /// What ids of messages end with.
    String domain() {
        return addresses.domain();
    }

    private MimeMessage compose(OutgoingMail mail) throws MessagingException {
        var id = "<" + mail.id() + addresses.domain() + ">";
        var message = new IdentifiedMessage(sender.createMimeMessage().getSession(), id);
        var parts = new MimeMessageHelper(message, !mail.attachments().isEmpty(), StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(mail.recipient());
        if (mail.isAutomatic()) {
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers, please
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
        var thread = mail.thread();
        if (thread == null) {
            parts.setSubject(oneLine(mail.subject()));
            parts.setText(mail.body());
            attach(mail, parts);
            if (mail.locale() != null) {
                message.setHeader("Content-Language", mail.locale());
            }
            return message;
        }
        var text = languages.textFor(thread);
        parts.setSubject(oneLine(text.subject(thread.number(), mail.subject())));
        parts.setText(text.body(mail.body(), thread.number()));
        parts.setReplyTo(addresses.addressOf(thread.caseId()));
        message.setHeader("Content-Language", text.locale().toLanguageTag());
        if (!thread.answers().isEmpty()) {
            var last = thread.lastReceived() == null ? thread.answers().getLast() : thread.lastReceived();
            message.setHeader("In-Reply-To", last);
            message.setHeader("References", String.join("\r\n ", thread.answers()));
        }
        return message;
    }

    private void attach(OutgoingMail mail, MimeMessageHelper parts) throws MessagingException {
        for (var attachment : mail.attachments()) {
            var content = attachments.fetch(attachment);
            if (content.isPresent()) {
                parts.addAttachment(attachment.name(), new ByteArrayResource(content.get()), attachment.mediaType());
            }
        }
    }

    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ");
    }

    /// Keeps its Message-ID over repeated attempts, so that a mailbox can tell a repetition from a second mail.
    private static final class IdentifiedMessage extends MimeMessage {
        private final String id;

        IdentifiedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
