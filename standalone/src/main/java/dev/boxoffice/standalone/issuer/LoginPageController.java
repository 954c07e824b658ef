package dev.boxoffice.standalone.issuer;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// Where demo users sign in, in the look of the gateway's pages, through which it is reached.
@RestController
class LoginPageController {

    @GetMapping(path = "/login", produces = "text/html;charset=UTF-8")
    String login(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Sign in · Boxoffice</title>
                <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="/assets/site.css">
                </head>
                <body>
                <main class="narrow">
                <h1>Sign in</h1>
                %s
                <form method="post" action="/login" class="fields">
                <input type="hidden" name="%s" value="%s">
                <label>Demo user<input name="username" list="users" autocomplete="username" autocapitalize="none" required autofocus></label>
                <datalist id="users">%s</datalist>
                <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
                <button class="action" type="submit">Sign in</button>
                </form>
                <h2>Demo users</h2>
                <p>They share one password; <code>./boxoffice up</code> prints it.</p>
                <div class="scroll"><table><tbody>%s</tbody></table></div>
                </main>
                </body>
                </html>
                """.formatted(
                error == null ? "" : "<p role=\"alert\" class=\"refused\">That user and password do not fit.</p>",
                HtmlUtils.htmlEscape(csrf.getParameterName()),
                HtmlUtils.htmlEscape(csrf.getToken()),
                DemoUser.ALL.stream()
                        .map(user -> "<option value=\"" + user.subject() + "\">" + user.name() + "</option>")
                        .collect(Collectors.joining()),
                DemoUser.ALL.stream()
                        .map(user -> "<tr><th scope=\"row\">" + user.subject() + "</th><td>" + user.name() + "</td><td>"
                                + String.join(", ", user.roles()) + "</td></tr>")
                        .collect(Collectors.joining()));
    }
}
