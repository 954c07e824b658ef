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

/// The pages people read: home, the API, and one for each problem type, which are JSON for those who ask for it.
@RestController
class PageController {

    private static final String HTML = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

    private final ProblemCatalogue problems;

    PageController(ProblemCatalogue problems) {
        this.problems = problems;
    }

    @GetMapping(path = "/", produces = HTML)
    String home() {
        return Page.html("Home", """
                <h1>Boxoffice</h1>
                <p>Tickets for live events: search, live seat maps, a waiting room, holds, payments, e-tickets.</p>
                <ul class="cards">
                <li><a href="/docs"><strong>API</strong><span>Every call of the platform, on one page</span></a></li>
                <li><a href="/v3/api-docs"><strong>OpenAPI document</strong><span>The same for machines</span></a></li>
                <li><a href="/search"><strong>Search</strong><span>What is on, as JSON</span></a></li>
                <li><a href="/problems"><strong>Problems</strong><span>What each error means, and what to do</span></a></li>
                </ul>
                """);
    }

    /// The second path is where the issuer sends people back to who sign in on the first.
    @GetMapping(
            path = {"/docs", "/docs/oauth2-redirect.html"},
            produces = HTML)
    // What an issuer may add to the address (RFC 6749, RFC 9207); docs.js reads it.
    @QueryParameters({"code", "state", "session_state", "iss", "error", "error_description", "error_uri"})
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

    /// L5: where anybody verifies the draw of an event's waiting room, by a script they can read.
    @GetMapping(path = "/draw/{eventId}", produces = HTML)
    String draw(@PathVariable String eventId) {
        return Page.html("Draw", """
                <h1>Verify a draw</h1>
                <p>Before sales began, everybody who waited had one lot. Its place follows from a key whose hash was published
                before, and who took part from a Merkle root. This page computes both in your browser, by
                <a href="/assets/draw.js">a script you can read</a>, from what everybody sees and your own receipt.</p>
                <h2>What everybody sees</h2>
                <pre id="draw" class="scroll"></pre>
                <form id="verify">
                <p><label>What you saved of it before the draw, if you did<br>
                <textarea name="promised" rows="6" cols="72"></textarea></label></p>
                <p><label>Your receipt (<code>GET /events/%s/queue/draw/receipt</code>)<br>
                <textarea name="receipt" rows="8" cols="72"></textarea></label></p>
                <p><label>Or your access token, to fetch it<br>
                <input name="token" type="password" autocomplete="off" size="72"></label></p>
                <p><button class="action" type="submit">Verify</button></p>
                </form>
                <p id="result" role="status"></p>
                <noscript><p>This page needs JavaScript; the script runs in Node.js too.</p></noscript>
                <script type="module" src="/assets/draw-page.js"></script>
                """.formatted(Page.text(eventId)));
    }

    @GetMapping("/problems")
    ResponseEntity<Object> problems(@RequestHeader HttpHeaders headers) {
        return wantsJson(headers) ? json(Map.of("problems", problems.all())) : html(indexPage());
    }

    @GetMapping("/problems/{slug}")
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
