package dev.boxoffice.support.inbound.parse;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells what programs send from what people write (RFC 3834, RFC 3464, RFC 2919). Answering it would end in a loop.
final class AutomaticMail {

    private static final List<String> BULK = List.of("bulk", "junk", "list");
    private static final Pattern SUPPRESSED = Pattern.compile("\\b(?:all|oof|autoreply|dr|rn|nrn)\\b");
    private static final Pattern DAEMON =
            Pattern.compile("(?:mailer-daemon|postmaster|mail-daemon|noreply|no-reply|donotreply|do-not-reply)@.*");
    /// Subjects of out-of-office answers that carry none of the headers.
    private static final Pattern ABSENT = Pattern.compile(
            "(?:automatic reply|auto(?:matische)?[ -]?(?:reply|response|antwort)|automatische antwort|out of (?:the )?office"
                    + "|abwesenheit(?:snotiz|sassistent)?\\b|réponse automatique|respuesta automática|risposta automatica"
                    + "|automatisch antwoord|resposta automática).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern UNDELIVERED = Pattern.compile(
            "(?:undeliver(?:ed|able)\\b|delivery (?:status notification|failure)|mail delivery (?:failed|system)"
                    + "|returned mail\\b|unzustellbar).*",
            Pattern.CASE_INSENSITIVE);

    private AutomaticMail() {}

    /// @return why it leads to nothing; null of what a person seems to have written
    static @Nullable DropReason reason(MimeMessage message, @Nullable String sender, String subject)
            throws MessagingException {
        var type = MailContent.type(message);
        if (type.equals("multipart/report")
                || type.equals("message/delivery-status")
                || "<>".equals(first(message, "Return-Path"))
                || (sender != null && DAEMON.matcher(sender).matches())
                || UNDELIVERED.matcher(subject).matches()) {
            return sender != null
                            && sender.matches("(?:no-?reply|do-?not-?reply)@.*")
                            && !type.equals("multipart/report")
                    ? DropReason.AUTOMATIC_REPLY
                    : DropReason.DELIVERY_REPORT;
        }
        var submitted = first(message, "Auto-Submitted");
        if ((!submitted.isEmpty() && !submitted.startsWith("no"))
                || SUPPRESSED
                        .matcher(first(message, "X-Auto-Response-Suppress"))
                        .find()
                || message.getHeader("X-Autoreply") != null
                || message.getHeader("X-Autorespond") != null
                || first(message, "Precedence").equals("auto_reply")
                || ABSENT.matcher(subject).matches()) {
            return DropReason.AUTOMATIC_REPLY;
        }
        return BULK.contains(first(message, "Precedence")) || message.getHeader("List-Id") != null
                ? DropReason.BULK
                : null;
    }

    private static String first(MimeMessage message, String name) throws MessagingException {
        var values = message.getHeader(name);
        return values == null ? "" : values[0].strip().toLowerCase(Locale.ROOT);
    }
}
