package dev.boxoffice.support.mail;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.mail.MailAttachmentClient.MailFile;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/// Writes mail so that its answer finds the case again: number in the subject, signed reply address, and the
/// conversation's ids (RFC 5322, 3.6.4).
@Service
class OutgoingMailService {

    private final JavaMailSenderImpl server;
    private final MailLanguageService languages;
    private final ReplyAddressCodec addresses;
    private final String from;

    OutgoingMailService(
            JavaMailSenderImpl server,
            MailLanguageService languages,
            ReplyAddressCodec addresses,
            SupportProperties properties) {
        this.server = server;
        MailConnection.sendAtOnce(server);
        this.languages = languages;
        this.addresses = addresses;
        this.from = properties.mail().from();
    }

    /// One to the mail server, made when it is needed.
    MailConnection connection() {
        return new MailConnection(server);
    }

    /// Its Message-ID stays over repeated attempts, so that a mailbox can tell a repetition from a second mail.
    MimeMessage compose(OutgoingMail mail, List<MailFile> files) throws MessagingException {
        var message = server.createMimeMessage();
        message.setHeader("Message-ID", "<" + mail.id() + addresses.domain() + ">");
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
            for (var file : files) {
                parts.addAttachment(file.name(), new ByteArrayResource(file.content()), file.mediaType());
            }
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

    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ");
    }
}
