package dev.boxoffice.standalone.mail;

import dev.boxoffice.standalone.http.Exchanges;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The inbox for programs (JSON) and for people (a page), newest first.
@RestController
class MailController {
    private final MailInbox inbox;

    MailController(MailInbox inbox) {
        this.inbox = inbox;
    }

    record Line(String id, Instant receivedAt, String from, String to, String subject) {}

    record Lines(List<Line> messages) {}

    @GetMapping(path = "/dev/mail", produces = MediaType.APPLICATION_JSON_VALUE)
    Lines list(@RequestParam(required = false) @Nullable String to) {
        return new Lines(inbox.all().stream()
                .filter(message ->
                        to == null || message.to().toLowerCase(Locale.ROOT).contains(to.toLowerCase(Locale.ROOT)))
                .map(message ->
                        new Line(message.id(), message.receivedAt(), message.from(), message.to(), message.subject()))
                .toList());
    }

    @GetMapping(path = "/dev/mail", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        var rows = inbox.all().stream()
                .map(message -> "<tr><td>%s</td><td>%s</td><td><a href=\"/dev/mail/%s\">%s</a></td></tr>"
                        .formatted(
                                message.receivedAt(),
                                Exchanges.escape(message.to()),
                                message.id(),
                                Exchanges.escape(message.subject().isBlank() ? "(no subject)" : message.subject())))
                .collect(Collectors.joining("\n"));
        return document(
                "Mail",
                rows.isEmpty()
                        ? "<p>No mail has been sent yet.</p>"
                        : "<div class=\"scroll\"><table><thead><tr><th>Sent</th><th>To</th><th>Subject</th></tr></thead><tbody>"
                                + rows + "</tbody></table></div>");
    }

    @GetMapping(path = "/dev/mail/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    MailMessage read(@PathVariable String id) {
        return message(id);
    }

    @GetMapping(path = "/dev/mail/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String readPage(@PathVariable String id) {
        var message = message(id);
        var body = message.text().isBlank() ? message.html() : message.text();
        var files = message.attachments().stream()
                .map(file -> "<li>%s, %d bytes</li>".formatted(Exchanges.escape(file.name()), file.size()))
                .collect(Collectors.joining());
        // Shown as text also where it is markup: what somebody sent must not run here.
        return document(
                message.subject(),
                "<dl><dt>From</dt><dd>%s</dd><dt>To</dt><dd>%s</dd></dl><pre>%s</pre><ul>%s</ul>"
                                .formatted(
                                        Exchanges.escape(message.from()),
                                        Exchanges.escape(message.to()),
                                        Exchanges.escape(body),
                                        files)
                        + "<p><a href=\"/dev/mail\">All mail</a></p>");
    }

    @DeleteMapping("/dev/mail")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void empty() {
        inbox.empty();
    }

    private MailMessage message(String id) {
        return inbox.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such message"));
    }

    private static String document(String title, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="color-scheme" content="light dark">
                  <link rel="stylesheet" href="/assets/site.css">
                  <title>%1$s</title>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                %2$s
                </main>
                </body>
                </html>
                """.formatted(Exchanges.escape(title), content);
    }
}
