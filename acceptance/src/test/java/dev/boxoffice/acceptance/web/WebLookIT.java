package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.Look;
import dev.boxoffice.acceptance.web.page.Visitor;
import dev.boxoffice.client.ApiClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How the pages look: a picture of each, light, dark and on a phone, and what axe-core says of it.
class WebLookIT extends BrowserJourney {

    private record Shown(String path, String waitFor, String... roles) {}

    @Test
    void every_page_is_fit_for_everybody() {
        ApiClient organizer = RunningPlatform.signedIn("organizer-" + UUID.randomUUID(), "organizer");
        String event = AcceptanceEventFactory.onSale(organizer, "Nordlicht");
        String full = AcceptanceEventFactory.onSale(organizer, "Full house");
        String subject = "buyer-" + UUID.randomUUID();
        ApiClient buyer = RunningPlatform.signedIn(subject, "buyer");
        String booking = AcceptanceEventFactory.book(buyer, event + ".4", event + ".5");
        RunningPlatform.signedIn("oscar", "operator")
                .put("/events/" + full + "/queue/settings", Map.of("mode", "ON", "admitPerMinute", 0))
                .expect(200);

        Map<String, Shown> pages = new LinkedHashMap<>();
        pages.put("shop", new Shown("/", ".event-card"));
        pages.put("shop-nothing-found", new Shown("/?term=xyzzyplugh", ".empty"));
        pages.put("event", new Shown("/shop/events/" + event, "#live.good"));
        pages.put("not-found", new Shown("/shop/events/" + UUID.randomUUID(), ".empty"));
        pages.put("sign-in", new Shown("/account/bookings", "#sign-in-here"));
        pages.put("bookings", new Shown("/account/bookings", ".booking-card", "buyer"));
        pages.put("booking", new Shown("/account/bookings/" + booking, ".ticket-code", "buyer"));
        pages.put("waiting-room", new Shown("/waiting-room/" + full, "#position", "buyer"));
        pages.put("draw", new Shown("/draw/" + full, "h1"));
        pages.put("door", new Shown("/door", "#verdict", "buyer", "scanner"));
        pages.put("operations", new Shown("/operations", ".figure", "buyer", "operator"));

        Map<String, Object> findings = new LinkedHashMap<>();
        for (Look look : Look.ALL) {
            pages.forEach((name, shown) -> {
                try (Visitor visitor = browser.visitor(look)) {
                    if (shown.roles().length > 0) {
                        visitor.with(RunningPlatform.anybody().tokenOf(subject, shown.roles()));
                    }
                    visitor.go(shown.path()).find(shown.waitFor()).first().waitFor();
                    visitor.picture(name + "-" + look.name());
                    var serious = visitor.seriousFindings();
                    if (!serious.isEmpty()) {
                        findings.put(name + " " + look.name(), serious);
                    }
                    visitor.complainsOfNothing();
                    assertThat(visitor.page().title()).isNotBlank();
                    Object wider = visitor.page().evaluate("() => document.documentElement.scrollWidth - innerWidth");
                    if (!Integer.valueOf(0).equals(wider)) {
                        findings.put(name + " " + look.name() + " scrolls sideways", String.valueOf(wider));
                    }
                }
            });
        }
        assertThat(findings).isEmpty();
    }
}
