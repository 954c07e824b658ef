package dev.boxoffice.standalone.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.boxoffice.standalone.store.StoreHome;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The issuer as a client and a browser see it, its public address being another than its own, as behind the gateway.
@Tag("stores")
class IssuerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PUBLIC = "http://shop.localhost:8080";
    private static final String VERIFIER = "a-code-verifier-of-more-than-forty-three-characters-0123456789";

    @TempDir
    private static Path directory;

    private static final int SMTP_PORT = StoreHome.freePort();
    private static final int IMAP_PORT = StoreHome.freePort();
    private static int port;
    private static ConfigurableApplicationContext issuer;

    @BeforeAll
    static void start() {
        issuer = run();
    }

    private static ConfigurableApplicationContext run() {
        port = StoreHome.freePort();
        return IssuerApplication.run(
                "--server.port=" + port,
                "--boxoffice.oidc.issuer=" + PUBLIC,
                "--boxoffice.issuer.key-file=" + directory.resolve("secrets/key.json"),
                "--boxoffice.demo.password=open sesame",
                "--boxoffice.mail.port=" + SMTP_PORT,
                "--boxoffice.mail.imap-port=" + IMAP_PORT,
                "--boxoffice.mail.keep=3");
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void a_token_for_whoever_is_asked_for_verifies_by_the_published_keys() throws Exception {
        var answer = post("/dev/token", "{\"subject\": \"zoë\", \"roles\": [\"buyer\", \"agent\"]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        var body = JSON.readTree(answer.body());
        assertThat(body.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(body.path("expires_in").asInt()).isPositive();
        var token = verified(body.path("access_token").asString());
        assertThat(token.getSubject()).isEqualTo("zoë");
        assertThat(token.getAudience()).containsExactly("boxoffice");
        assertThat(token.getClaimAsStringList("roles")).containsExactly("buyer", "agent");
        assertThat(token.getClaimAsString("email")).contains("@");
    }

    @Test
    void a_demo_user_has_their_own_roles_unless_others_are_asked_for() throws Exception {
        assertThat(rolesFor("{\"subject\": \"sam\"}")).contains("[\"buyer\",\"scanner\"]");
        assertThat(rolesFor("{\"subject\": \"nobody in particular\"}")).contains("[\"buyer\"]");
        assertThat(rolesFor("{\"subject\": \"sam\", \"roles\": []}")).contains("[]");
    }

    private String rolesFor(String body) throws Exception {
        var token = JSON.readTree(post("/dev/token", body).body())
                .path("access_token")
                .asString();
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return JSON.readTree(claims).path("roles").toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"roles\": [\"buyer\"]}",
                "{\"subject\": \" \"}",
                "{\"subject\": \"eve\", \"roles\": [\"king\"]}",
                "{\"subject\": \"eve\", \"roles\": [null]}",
            })
    void a_token_for_nobody_or_of_an_unknown_role_is_refused(String body) throws Exception {
        var answer = post("/dev/token", body);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("/problems/validation-failed");
        assertThat(problem.path("errors")).isNotEmpty();
    }

    @Test
    void unreadable_json_is_a_malformed_request() throws Exception {
        var answer = post("/dev/token", "{\"subject\": ");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/malformed-request");
    }

    @Test
    void the_metadata_lead_through_the_public_address() throws Exception {
        var metadata = get("/.well-known/openid-configuration");
        assertThat(metadata.path("issuer").asString()).isEqualTo(PUBLIC);
        assertThat(metadata.path("authorization_endpoint").asString()).isEqualTo(PUBLIC + "/oauth2/authorize");
        assertThat(metadata.path("jwks_uri").asString()).isEqualTo(PUBLIC + "/oauth2/jwks");
        assertThat(get("/oauth2/jwks").toString()).contains("RS256").doesNotContain("\"d\":");
    }

    @Test
    void a_person_signs_in_in_the_browser_and_the_page_gets_their_token() throws Exception {
        var authorize = "/oauth2/authorize?response_type=code&client_id=boxoffice-web&scope=openid%20profile"
                + "&redirect_uri=" + encode(PUBLIC + "/signed-in") + "&code_challenge_method=S256&code_challenge="
                + challenge();
        var asked = browse(authorize);
        assertThat(location(asked)).isIn("/login", PUBLIC + "/login");
        var form = browse("/login").body();
        var csrf = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"").matcher(form);
        assertThat(csrf.find()).isTrue();

        var wrong = submit("/login", Map.of("username", "olivia", "password", "guess", "_csrf", csrf.group(1)));
        assertThat(location(wrong)).endsWith("/login?error");
        var signedIn =
                submit("/login", Map.of("username", "olivia", "password", "open sesame", "_csrf", csrf.group(1)));

        // Back to where the browser came from: the public address, never this process's own.
        assertThat(location(signedIn)).doesNotContain(":" + port);
        var back = browse(URI.create(location(signedIn)).getRawPath() + "?"
                + URI.create(location(signedIn)).getRawQuery());
        assertThat(location(back)).startsWith(PUBLIC + "/signed-in?code=");
        var code = location(back).replaceFirst(".*[?&]code=([^&]*).*", "$1");
        var grant = Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "boxoffice-web",
                "code",
                code,
                "redirect_uri",
                PUBLIC + "/signed-in",
                "code_verifier",
                VERIFIER);
        var tokens = JSON.readTree(submit("/oauth2/token", grant).body());

        var access = verified(tokens.path("access_token").asString());
        assertThat(access.getSubject()).isEqualTo("olivia");
        assertThat(access.getAudience()).containsExactly("boxoffice");
        assertThat(access.getClaimAsStringList("roles")).contains("organizer");
        assertThat(access.getClaimAsString("name")).isEqualTo("Olivia Organiser");
        assertThat(tokens.path("id_token").asString()).isNotEmpty();
    }

    @Test
    void without_pkce_nobody_gets_a_code() throws Exception {
        var answer = browse("/oauth2/authorize?response_type=code&client_id=boxoffice-web&scope=openid&redirect_uri="
                + encode(PUBLIC + "/signed-in"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).doesNotContain("code=");
    }

    @Test
    void a_program_gets_a_token_by_its_own_credentials() throws Exception {
        var grant = Map.of(
                "grant_type", "client_credentials",
                "client_id", "boxoffice-program",
                "client_secret", "open sesame");
        var token = JSON.readTree(submit("/oauth2/token", grant).body());
        assertThat(verified(token.path("access_token").asString()).getClaimAsStringList("roles"))
                .contains("organizer");
    }

    @Test
    void tokens_survive_a_restart_and_the_key_is_nobody_elses_to_read() throws Exception {
        var before = JSON.readTree(
                        post("/dev/token", "{\"subject\": \"alice\"}").body())
                .path("access_token")
                .asString();

        issuer.close();
        issuer = run();

        assertThat(verified(before).getSubject()).isEqualTo("alice");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secrets/key.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void mail_that_was_sent_can_be_read_and_the_oldest_goes() throws Exception {
        for (var number = 1; number <= 4; number++) {
            GreenMailUtil.sendTextEmail(
                    "alice@example.org",
                    "tickets@boxoffice.example",
                    "Ticket " + number,
                    "<b>Seat</b> " + number,
                    new ServerSetup(SMTP_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/dev/mail").path("messages"))
                        .extracting(message -> message.path("subject").asString())
                        .containsExactly("Ticket 4", "Ticket 3", "Ticket 2"));
        var newest = get("/dev/mail?to=ALICE").at("/messages/0/id").asString();
        assertThat(get("/dev/mail/" + newest).path("text").asString()).contains("<b>Seat</b> 4");
        var page = http.send(
                request("/dev/mail/" + newest).header("Accept", "text/html").build(), BodyHandlers.ofString());
        assertThat(page.body()).contains("&lt;b&gt;Seat&lt;/b&gt; 4").doesNotContain("<b>Seat</b>");
        assertThat(http.send(request("/dev/mail/unknown").build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }

    /// S6: mail to the desk, and to any of its answer addresses, waits for the desk; other mail does not.
    @Test
    void mail_to_the_desk_waits_in_a_mailbox() throws Exception {
        var smtp = new ServerSetup(SMTP_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMailUtil.sendTextEmail("desk@boxoffice.example", "gerda@mail.example", "Help", "Please", smtp);
        GreenMailUtil.sendTextEmail("Desk+abc@boxoffice.example", "gerda@mail.example", "Re: Help", "More", smtp);
        GreenMailUtil.sendTextEmail("alice@example.org", "desk@boxoffice.example", "Your case", "Yes", smtp);

        // Another test may have left as many.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/dev/mail").path("messages"))
                        .extracting(mail -> mail.path("subject").asString())
                        .containsExactlyInAnyOrder("Help", "Re: Help", "Your case"));
        assertThat(get("/dev/mail/" + get("/dev/mail").at("/messages/0/id").asString())
                        .at("/headers/Message-ID")
                        .asString())
                .startsWith("<");
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", IMAP_PORT, "desk", "desk");
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isEqualTo(2);
            }
        }
    }

    private Jwt verified(String token) {
        var decoder = NimbusJwtDecoder.withJwkSetUri("http://localhost:" + port + "/oauth2/jwks")
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(PUBLIC));
        return decoder.decode(token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var answer =
                http.send(request(path).header("Accept", "application/json").build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> browse(String path) throws IOException, InterruptedException {
        return http.send(request(path).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        var pairs = new HashMap<>(form)
                .entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .toList();
        return http.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(String.join("&", pairs)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("no redirect, but " + answer.statusCode());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String challenge() throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
