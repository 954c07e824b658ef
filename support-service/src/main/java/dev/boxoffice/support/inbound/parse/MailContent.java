package dev.boxoffice.support.inbound.parse;

import dev.boxoffice.support.inbound.InboundMailProperties;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Gathers the text and the files of a mail, as far as the limits allow. Of alternatives the plain one is taken, and
/// the markup where there is none.
final class MailContent {

    private final InboundMailProperties settings;
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder markup = new StringBuilder();
    private final List<InboundMail.File> files = new ArrayList<>();
    private int parts;
    private int leftOut;
    private boolean tooMuch;

    private MailContent(InboundMailProperties settings) {
        this.settings = settings;
    }

    static MailContent of(MimeMessage message, InboundMailProperties settings) {
        var content = new MailContent(settings);
        content.add(message, 0);
        return content;
    }

    /// Whether it is deeper, or has more parts, than is read.
    boolean isTooMuch() {
        return tooMuch;
    }

    String text() {
        var text = plain.toString().isBlank() ? PlainMailText.ofHtml(markup.toString()) : plain.toString();
        return PlainMailText.clean(text.replace("\r\n", "\n").replace('\r', '\n'));
    }

    List<InboundMail.File> files() {
        return List.copyOf(files);
    }

    int filesLeftOut() {
        return leftOut;
    }

    private void add(Part part, int depth) {
        if (tooMuch
                || ++parts > settings.limits().parts()
                || depth > settings.limits().depth()) {
            tooMuch = true;
            return;
        }
        try {
            var type = type(part);
            if (type.startsWith("multipart/")) {
                addParts(part, depth);
            } else if (type.equals("message/rfc822") && part.getContent() instanceof MimeMessage forwarded) {
                append(plain, "\n\n--- " + header(forwarded.getSubject()) + "\n\n");
                add(forwarded, depth + 1);
            } else if (isFile(part, type)) {
                addFile(part, type);
            } else {
                append(type.equals("text/html") ? markup : plain, textOf(part));
            }
        } catch (MessagingException | IOException | RuntimeException broken) {
            leftOut++; // one part that cannot be read is no reason to lose the others
        }
    }

    private void addParts(Part part, int depth) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount() && !tooMuch; i++) {
                add(several.getBodyPart(i), depth + 1);
            }
        } else {
            append(plain, textOf(part));
        }
    }

    private static boolean isFile(Part part, String type) throws MessagingException {
        return Part.ATTACHMENT.equalsIgnoreCase(disposition(part))
                || fileName(part) != null
                || !(type.equals("text/plain") || type.equals("text/html") || type.isEmpty());
    }

    private void addFile(Part part, String type) throws MessagingException, IOException {
        var limits = settings.attachments();
        var content = read(part, (int) limits.size().toBytes() + 1);
        var safe = SafeFile.mediaType(content, type).orElse(null);
        if (safe == null
                || content.length == 0
                || content.length > limits.size().toBytes()
                || files.size() >= limits.perMail()) {
            leftOut++;
            return;
        }
        var name = fileName(part);
        files.add(new InboundMail.File(SafeFile.name(name == null ? "file" : name), safe, content));
    }

    private String textOf(Part part) throws MessagingException, IOException {
        return MailCharset.decode(read(part, settings.limits().text() * 4), charset(part));
    }

    private void append(StringBuilder to, String text) {
        var room = settings.limits().text() - to.length();
        to.append(text, 0, Math.clamp(room, 0, text.length()));
    }

    /// What was encoded wrongly is read as far as it can be, or as it stands.
    private static byte[] read(Part part, int most) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        try (var decoded = part.getInputStream()) {
            copy(decoded, bytes, most);
        } catch (IOException | MessagingException broken) {
            if (bytes.size() == 0) {
                try (var raw = raw(part)) {
                    copy(raw, bytes, most);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static InputStream raw(Part part) throws MessagingException {
        return switch (part) {
            case MimeBodyPart body -> body.getRawInputStream();
            case MimeMessage message -> message.getRawInputStream();
            default -> InputStream.nullInputStream();
        };
    }

    private static void copy(InputStream from, ByteArrayOutputStream to, int most) throws IOException {
        var buffer = new byte[8192];
        for (var read = from.read(buffer); read >= 0 && to.size() < most; read = from.read(buffer)) {
            to.write(buffer, 0, Math.min(read, most - to.size()));
        }
    }

    /// `text/plain` where it says nothing that can be read.
    static String type(Part part) throws MessagingException {
        var given = part.getContentType();
        if (given == null) {
            return "text/plain";
        }
        try {
            return new ContentType(given).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException broken) {
            var word = given.strip().split("[;\\s]", 2)[0].toLowerCase(Locale.ROOT);
            return word.matches("[a-z]+/[a-z0-9.+-]+") ? word : "text/plain";
        }
    }

    private static @Nullable String charset(Part part) throws MessagingException {
        try {
            var given = part.getContentType();
            return given == null ? null : new ContentType(given).getParameter("charset");
        } catch (ParseException broken) {
            return null;
        }
    }

    private static @Nullable String disposition(Part part) {
        try {
            return part.getDisposition();
        } catch (MessagingException broken) {
            return null;
        }
    }

    private static @Nullable String fileName(Part part) {
        try {
            var name = part.getFileName();
            return name == null ? null : header(name);
        } catch (MessagingException broken) {
            return null;
        }
    }

    /// Encoded words (RFC 2047) as text.
    static String header(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(raw));
        } catch (UnsupportedEncodingException | RuntimeException broken) {
            return raw;
        }
    }
}
