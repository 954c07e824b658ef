package dev.boxoffice.support.inbound.parse;

import dev.boxoffice.support.inbound.InboundMailProperties;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads a mail's bytes. Whatever they are, the result is a mail to act on or a reason to drop it; time and memory are
/// bounded by the limits.
@Component
public class InboundMailReader {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,250}>");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>@\"(),:;\\[\\]\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}.-]{1,189}");
    private static final int MAX_HEADER = 8_000;
    private static final int MOST_REFERENCES = 50;
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_NAME = 100;
    private static final List<String> RECIPIENT_HEADERS =
            List.of("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To");
    private static final Session SESSION = session();

    private final InboundMailProperties settings;

    InboundMailReader(InboundMailProperties settings) {
        this.settings = settings;
    }

    private static Session session() {
        var properties = new Properties();
        properties.setProperty("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    public InboundMail read(byte[] mail) {
        var hash = "sha256:" + sha256(mail);
        if (!MailScan.isWithin(mail, settings.limits())) {
            return InboundMail.dropped(hash, null, DropReason.TOO_LARGE);
        }
        try {
            return read(new MimeMessage(SESSION, new ByteArrayInputStream(mail)), hash);
        } catch (MessagingException | RuntimeException unreadable) {
            return InboundMail.dropped(hash, null, DropReason.UNREADABLE);
        }
    }

    private InboundMail read(MimeMessage message, String hash) throws MessagingException {
        var id = ids(message, "Message-ID", 1).stream().findFirst().orElse(hash);
        var from = sender(message);
        var sender = from == null ? null : from.getAddress().toLowerCase(Locale.ROOT);
        var subject = subject(message);
        var automatic = AutomaticMail.reason(message, sender, subject);
        if (automatic != null) {
            return InboundMail.dropped(id, sender, automatic);
        }
        if (from == null) {
            return InboundMail.dropped(id, null, DropReason.NO_SENDER);
        }
        var content = MailContent.of(message, settings);
        if (content.isTooMuch()) {
            return InboundMail.dropped(id, sender, DropReason.TOO_LARGE);
        }
        var text = content.text();
        var empty = text.isBlank() && subject.isBlank() && content.files().isEmpty();
        return new InboundMail(
                id,
                sender,
                name(from),
                recipients(message),
                references(message),
                authenticated(message),
                subject,
                text,
                MailLanguage.of(first(message, "Content-Language"), text),
                MailLanguage.zone(first(message, "Date")),
                content.files(),
                content.filesLeftOut(),
                empty ? DropReason.EMPTY : null);
    }

    /// Of a mail with several senders nobody knows whose it is.
    private static @Nullable InternetAddress sender(MimeMessage message) throws MessagingException {
        var lines = message.getHeader("From");
        if (lines == null || lines.length != 1 || lines[0].length() > MAX_HEADER) {
            return null;
        }
        try {
            var addresses = InternetAddress.parseHeader(lines[0], false);
            return addresses.length == 1
                            && addresses[0].getAddress() != null
                            && ADDRESS.matcher(addresses[0].getAddress()).matches()
                    ? addresses[0]
                    : null;
        } catch (AddressException unreadable) {
            return null;
        }
    }

    private static @Nullable String name(InternetAddress from) {
        var personal = from.getPersonal();
        if (personal == null) {
            return null;
        }
        var name = oneLine(personal);
        return name.isBlank() ? null : bounded(name, MAX_NAME);
    }

    private static String subject(MimeMessage message) throws MessagingException {
        var raw = first(message, "Subject");
        var start = raw == null ? "" : bounded(raw, MAX_HEADER);
        var subject = oneLine(MailContent.header(start));
        return bounded(subject, MAX_SUBJECT);
    }

    /// Never half a character.
    private static String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static String oneLine(String text) {
        return PlainMailText.clean(text.replaceAll("\\s+", " "));
    }

    private static Set<String> recipients(MimeMessage message) throws MessagingException {
        var found = new LinkedHashSet<String>();
        for (var name : RECIPIENT_HEADERS) {
            var lines = message.getHeader(name);
            for (var line : lines == null ? new String[0] : lines) {
                var matcher = ADDRESS.matcher(line.substring(0, Math.min(line.length(), MAX_HEADER)));
                while (matcher.find() && found.size() < MOST_REFERENCES) {
                    found.add(matcher.group().toLowerCase(Locale.ROOT));
                }
            }
        }
        return found;
    }

    private static List<String> references(MimeMessage message) throws MessagingException {
        var found = new LinkedHashSet<>(ids(message, "In-Reply-To", MOST_REFERENCES));
        found.addAll(ids(message, "References", MOST_REFERENCES).reversed());
        return List.copyOf(found);
    }

    /// The last of them, where there are more.
    private static List<String> ids(MimeMessage message, String name, int most) throws MessagingException {
        var lines = message.getHeader(name);
        var found = new ArrayList<String>();
        for (var line : lines == null ? new String[0] : lines) {
            var bounded = line.substring(Math.max(0, line.length() - MAX_HEADER));
            var matcher = MESSAGE_ID.matcher(bounded);
            while (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    /// What the mail server of this house says of the sender (RFC 8601). Only its own lines count, and of those the
    /// uppermost: a sender can write others.
    private @Nullable Boolean authenticated(MimeMessage message) throws MessagingException {
        var trusted = settings.authservId();
        if (trusted == null || trusted.isBlank()) {
            return null;
        }
        var lines = message.getHeader("Authentication-Results");
        for (var line : lines == null ? new String[0] : lines) {
            var plain = line.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
            if (plain.split("[ ;]", 2)[0].equals(trusted.toLowerCase(Locale.ROOT))) {
                return Pattern.compile("[; ]dmarc ?= ?pass\\b").matcher(plain).find();
            }
        }
        return false;
    }

    private static @Nullable String first(MimeMessage message, String name) throws MessagingException {
        var values = message.getHeader(name);
        return values == null ? null : values[0];
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
