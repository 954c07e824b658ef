package dev.boxoffice.standalone.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailMessageTest {

    private static final String TEXT = "Où est mon billet ?";

    /// S6: what a mail says of its charset is a claim; a wrong one is no reason to lose the mail.
    @Test
    void a_mail_of_an_unknown_charset_is_read_as_the_text_it_may_be() throws Exception {
        assertThat(read("text/plain; charset=x-nobody-knows", StandardCharsets.UTF_8)
                        .text())
                .isEqualTo(TEXT);
        assertThat(read("text/plain; charset=x-nobody-knows", StandardCharsets.ISO_8859_1)
                        .text())
                .isEqualTo(TEXT);
        assertThat(read("text/html; charset=\"no such\"", StandardCharsets.UTF_8)
                        .html())
                .isEqualTo(TEXT);
        assertThat(read("text/plain; charset=iso-8859-1", StandardCharsets.ISO_8859_1)
                        .text())
                .isEqualTo(TEXT);
    }

    private static MailMessage read(String type, Charset written) throws Exception {
        var header = "From: fan@mail.example\r\nSubject: Help\r\nMIME-Version: 1.0\r\nContent-Type: " + type
                + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        return MailMessage.of("1", Instant.EPOCH, "desk@boxoffice.example", message((header + TEXT).getBytes(written)));
    }

    private static MimeMessage message(byte[] raw) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    }
}
