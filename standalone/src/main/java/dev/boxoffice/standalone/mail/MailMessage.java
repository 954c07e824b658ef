package dev.boxoffice.standalone.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A message that was sent, taken apart.
record MailMessage(
        String id,
        Instant receivedAt,
        String from,
        String to,
        String subject,
        String text,
        String html,
        List<Attachment> attachments,
        Map<String, String> headers) {
    /// What a mail program threads and answers by.
    private static final List<String> TOLD =
            List.of("Message-ID", "In-Reply-To", "References", "Reply-To", "Auto-Submitted", "Content-Language");

    /// A file in a message; its size in bytes.
    record Attachment(String name, String contentType, long size) {}

    static MailMessage of(String id, Instant receivedAt, String to, MimeMessage message)
            throws MessagingException, IOException {
        var content = new Content();
        content.add(message);
        var from = message.getFrom();
        return new MailMessage(
                id,
                receivedAt,
                from == null || from.length == 0 ? "" : from[0].toString(),
                to,
                Objects.requireNonNullElse(message.getSubject(), ""),
                content.text.toString(),
                content.html.toString(),
                List.copyOf(content.attachments),
                headers(message));
    }

    private static Map<String, String> headers(MimeMessage message) throws MessagingException {
        var headers = new LinkedHashMap<String, String>();
        for (var name : TOLD) {
            var value = message.getHeader(name, null);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static final class Content {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();

        void add(Part part) throws MessagingException, IOException {
            if (part.getFileName() != null) {
                try (var file = part.getInputStream()) {
                    attachments.add(new Attachment(part.getFileName(), part.getContentType(), size(file)));
                }
            } else if (part.isMimeType("text/html")) {
                html.append(text(part));
            } else if (part.isMimeType("text/*")) {
                text.append(text(part));
            } else if (part.getContent() instanceof Multipart parts) {
                for (var i = 0; i < parts.getCount(); i++) {
                    BodyPart inner = parts.getBodyPart(i);
                    add(inner);
                }
            }
        }

        /// What a mail says of its charset is a claim: where there is no such charset it is UTF-8, else Western.
        private static String text(Part part) throws MessagingException, IOException {
            try {
                return String.valueOf(part.getContent());
            } catch (UnsupportedEncodingException unknownCharset) {
                try (var content = part.getInputStream()) {
                    return decoded(content.readAllBytes());
                }
            }
        }

        private static String decoded(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException notUtf8) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }

        private static long size(InputStream file) throws IOException {
            return file.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
