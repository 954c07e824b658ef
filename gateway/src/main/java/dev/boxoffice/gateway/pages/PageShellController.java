package dev.boxoffice.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.boxoffice.platform.input.QueryParameters;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.OidcProperties;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// Every page people use is the same few lines of HTML; its script shows what the address asks for.
@RestController
class PageShellController {

    private static final String SHELL = "shell.html";

    private final AssetCatalogue assets;
    private final PagePolicy policy;
    private final Map<String, String> values = new TreeMap<>();

    PageShellController(
            AssetCatalogue assets,
            PagePolicy policy,
            PagesProperties pages,
            OidcProperties oidc,
            @Value("${boxoffice.standalone.enabled:false}") boolean standalone) {
        this.assets = assets;
        this.policy = policy;
        values.put("version", assets.version());
        values.put("issuer", oidc.issuer());
        values.put("client", pages.client());
        values.put("stripe-key", Objects.requireNonNullElse(pages.stripeKey(), ""));
        values.put("standalone", Boolean.toString(standalone));
    }

    @GetMapping(
            path = {
                "/",
                "/shop/events/{eventId}",
                "/account/bookings",
                "/account/bookings/{bookingId}",
                "/waiting-room/{eventId}",
                "/draw/{eventId}",
                "/door",
                "/operations",
                "/signed-in"
            },
            produces = MediaType.TEXT_HTML_VALUE)
    // What a search puts into its address, and what an issuer (RFC 6749, RFC 9207) and Stripe add to theirs.
    @QueryParameters({
        "term",
        "location",
        "type",
        "date",
        "maxPrice",
        "currency",
        "availableOnly",
        "sort",
        "lang",
        "theme",
        "code",
        "state",
        "session_state",
        "iss",
        "error",
        "error_description",
        "error_uri",
        "payment_intent",
        "payment_intent_client_secret",
        "redirect_status",
        "booking"
    })
    ResponseEntity<byte[]> shell() {
        Asset shell = assets.find(SHELL).orElseThrow(() -> Problem.ofStatus(404).toException());
        String html = new String(shell.bytes(), UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
            html = html.replace("{{" + value.getKey() + "}}", HtmlUtils.htmlEscape(value.getValue(), "UTF-8"));
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy.text())
                .header("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(self)")
                .body(html.getBytes(UTF_8));
    }
}
