package dev.boxoffice.gateway.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.security.OidcProperties;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// The few lines of HTML that all pages share, and what browsers may do with them.
@Component
class PageShell {

    private static final String FILE = "shell.html";

    private final AssetCatalogue assets;
    private final PagePolicy policy;
    private final Map<String, String> values = new TreeMap<>();

    PageShell(
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

    byte[] html() {
        Asset shell = assets.find(FILE).orElseThrow(() -> Problem.ofStatus(404).toException());
        String html = new String(shell.bytes(), UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
            html = html.replace("{{" + value.getKey() + "}}", HtmlUtils.htmlEscape(value.getValue(), "UTF-8"));
        }
        return html.getBytes(UTF_8);
    }

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_HTML, UTF_8));
        headers.setCacheControl(CacheControl.noCache());
        headers.set("Content-Security-Policy", policy.text());
        headers.set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(self)");
        return headers;
    }
}
