package dev.boxoffice.support.inbound.receive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A mail written by hand, header by header, as no library would let one write it.
final class RawMail {

    private final List<String> headers = new ArrayList<>();
    private String body = "Hello?";

    static RawMail from(String sender) {
        return new RawMail()
                .header("From", sender)
                .header("To", "desk@boxoffice.example")
                .header("Message-ID", "<" + UUID.randomUUID() + "@mail.example>")
                .header("Date", "Mon, 1 Mar 2027 10:20:00 +0100");
    }

    RawMail header(String name, String value) {
        headers.removeIf(line -> line.startsWith(name + ":"));
        headers.add(name + ": " + value);
        return this;
    }

    RawMail another(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    RawMail subject(String subject) {
        return header("Subject", subject);
    }

    RawMail body(String text) {
        body = text;
        return this;
    }

    RawMail multipart(String boundary, String... parts) {
        header("MIME-Version", "1.0");
        header("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\"");
        body = "--" + boundary + "\r\n" + String.join("\r\n--" + boundary + "\r\n", parts) + "\r\n--" + boundary + "--";
        return this;
    }

    byte[] bytes() {
        return (String.join("\r\n", headers) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }
}
