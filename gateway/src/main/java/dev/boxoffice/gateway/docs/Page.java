package dev.boxoffice.gateway.docs;

import org.springframework.web.util.HtmlUtils;

/// The frame that the gateway's few pages share.
final class Page {

    private Page() {}

    /// @param main HTML whose texts went through [#text]
    static String html(String title, String main) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Boxoffice</title>
                <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/assets/site.css">
                </head>
                <body>
                <a class="skip" href="#main">Skip to the content</a>
                <header>
                <nav aria-label="Boxoffice"><a href="/" class="brand">Boxoffice</a> <a href="/docs">API</a> \
                <a href="/problems">Problems</a></nav>
                </header>
                <main id="main">
                %s
                </main>
                </body>
                </html>
                """.formatted(text(title), main);
    }

    static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
