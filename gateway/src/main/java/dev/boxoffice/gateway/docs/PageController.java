package dev.boxoffice.gateway.docs;

import dev.boxoffice.gateway.docs.ProblemCatalogue.Entry;
import dev.boxoffice.platform.input.QueryParameters;
import dev.boxoffice.platform.problem.Problem;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The pages people read: the API, and one for each problem type, which are JSON for those who ask for it.
@RestController
class PageController {

    private static final String HTML = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

    private final ProblemCatalogue problems;

    PageController(ProblemCatalogue problems) {
        this.problems = problems;
    }

    /// The second path is where the issuer sends people back to who sign in on the first.
    @GetMapping(
            path = {"/docs", "/docs/oauth2-redirect.html"},
            produces = HTML)
    @QueryParameters(others = true)
    String docs() {
        return Page.html("API", """
                <h1>API</h1>
                <p id="session" role="status"></p>
                <p><button id="sign-in" class="action" type="button" hidden>Sign in</button></p>
                <link rel="stylesheet" href="/assets/viewer/swagger-ui.css">
                <div id="viewer" class="viewer"></div>
                <noscript><p>This page needs JavaScript; the <a href="/v3/api-docs">OpenAPI document</a> does not.</p></noscript>
                <script src="/assets/viewer/swagger-ui-bundle.js"></script>
                <script type="module" src="/assets/docs.js"></script>
                """);
    }

    @GetMapping("/problems")
    @QueryParameters(others = true)
    ResponseEntity<Object> problems(@RequestHeader HttpHeaders headers) {
        return wantsJson(headers) ? json(Map.of("problems", problems.all())) : html(indexPage());
    }

    @GetMapping("/problems/{slug}")
    @QueryParameters(others = true)
    ResponseEntity<Object> problem(@PathVariable String slug, @RequestHeader HttpHeaders headers) {
        Entry entry =
                problems.find(slug).orElseThrow(() -> Problem.ofStatus(404).toException());
        return wantsJson(headers) ? json(entry) : html(problemPage(entry));
    }

    /// Pages are for people: only who asks for JSON and not for HTML gets JSON.
    private static boolean wantsJson(HttpHeaders headers) {
        String accept = String.join(",", headers.getOrEmpty(HttpHeaders.ACCEPT));
        return accept.contains("json") && !accept.contains("html");
    }

    private static ResponseEntity<Object> json(Object body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static ResponseEntity<Object> html(String page) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(HTML)).body(page);
    }

    private String indexPage() {
        StringBuilder rows = new StringBuilder();
        for (Entry entry : problems.all()) {
            rows.append("""
                    <tr><td>%d</td><td><a href="/problems/%s">%s</a></td><td><code>/problems/%2$s</code></td></tr>
                    """.formatted(entry.status(), Page.text(entry.slug()), Page.text(entry.title())));
        }
        return Page.html("Problems", """
                <h1>Problems</h1>
                <p>Errors are <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problem details; their
                <code>type</code> is one of these.</p>
                <div class="scroll"><table>
                <thead><tr><th scope="col">Status</th><th scope="col">Title</th><th scope="col">Type</th></tr></thead>
                <tbody>
                """ + rows + "</tbody></table></div>");
    }

    private static String problemPage(Entry entry) {
        return Page.html(entry.title(), """
                <p class="status">%d</p>
                <h1>%s</h1>
                <p><code>/problems/%s</code></p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                <p><a href="/problems">All problems</a></p>
                """.formatted(
                        entry.status(),
                        Page.text(entry.title()),
                        Page.text(entry.slug()),
                        Page.text(entry.meaning()),
                        Page.text(entry.whatToDo())));
    }
}
