package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.boxoffice.acceptance.RunningPlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages people read, in a real browser: they show themselves, in light and dark, without breaking their own
/// policy.
class PagesIT extends BrowserJourney {

    private final List<String> complaints = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/problems", "/problems/seat-taken"})
    void a_page_shows_itself_and_complains_of_nothing(String path) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var page = open(path, scheme)) {
                assertThat(page.locator("h1").first().innerText()).isNotBlank();
                assertThat(page.title()).isNotBlank();
                if (path.equals("/docs")) {
                    page.locator(".opblock-tag").first().waitFor();
                }
                assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(picture(path, scheme))
                        .setFullPage(true));
            }
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void the_documentation_shows_every_part_of_the_api() {
        try (var page = open("/docs", ColorScheme.LIGHT)) {
            Map.of(
                            "holds",
                            "/booking/reserve",
                            "events",
                            "/events/{eventId}",
                            "search",
                            "/search",
                            "cases",
                            "/support/cases")
                    .forEach((noun, call) -> {
                        page.locator("#operations-tag-" + noun).click();
                        page.locator("[data-path='" + call + "']").first().waitFor();
                    });
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void whoever_signs_in_calls_from_the_documentation_with_their_token() {
        var platform = RunningPlatform.shared();
        try (var page = open("/docs", ColorScheme.LIGHT)) {
            page.locator("#sign-in").click();
            page.locator("input[name=username]").fill("olivia");
            page.locator("input[name=password]").fill(platform.secret("demo-users"));
            page.locator("button[type=submit]").click();
            page.getByText("You are signed in").waitFor();
            complaints.clear(); // the issuer's form has no icon, which the browser misses
            assertThat(page.url()).endsWith("/docs");

            page.locator("#operations-tag-events").click();
            page.locator("#operations-events-listEvents .opblock-summary-control")
                    .click();
            page.locator("#operations-events-listEvents .try-out__btn").click();
            var answer = page.waitForResponse(
                    response -> response.url().contains("/events"),
                    () -> page.locator("#operations-events-listEvents .execute").click());
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(complaints).isEmpty();
    }

    private Page open(String path, ColorScheme scheme) {
        var page = browser.page(scheme);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(path + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(path + ": " + error));
        page.navigate(RunningPlatform.shared().gateway().resolve(path).toString());
        return page;
    }

    private static Path picture(String path, ColorScheme scheme) {
        var name = (path.equals("/") ? "home" : path.substring(1).replace('/', '-')) + "-"
                + scheme.name().toLowerCase(java.util.Locale.ROOT);
        return Path.of("target", "screenshots", name + ".png");
    }
}
