package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.DoorPage;
import dev.boxoffice.acceptance.web.page.SignInPage;
import dev.boxoffice.acceptance.web.page.Visitor;
import dev.boxoffice.client.ApiClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Pages without a network, after a reload too: tickets are there, for whom they belong to and nobody else.
class OfflineJourneyIT extends BrowserJourney {

    private final String host = "organizer-" + UUID.randomUUID();
    private final ApiClient organizer = RunningPlatform.signedIn(host, "organizer");
    private final String name = "Funkloch " + UUID.randomUUID().toString().substring(0, 8);
    private final String event = AcceptanceEventFactory.onSale(
            organizer,
            name,
            Map.of(
                    "startsAt",
                    Instant.now()
                            .plus(Duration.ofHours(2))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString()));
    private final String subject = "buyer-" + UUID.randomUUID();

    private String book(int ordinal) {
        return AcceptanceEventFactory.book(RunningPlatform.signedIn(subject, "buyer"), event + "." + ordinal);
    }

    private Visitor withTicketsKept(String booking) {
        Visitor buyer = browser.signedIn(subject, "buyer").go("/account/bookings");
        buyer.find(".booking-card").waitFor();
        return buyer.readyForOffline().hasKept("/bookings/" + booking + "/tickets");
    }

    @Test
    void tickets_open_after_a_reload_without_a_network() {
        String booking = book(3);
        Visitor buyer = withTicketsKept(booking).withoutNetwork(true);
        buyer.page().reload();
        buyer.find("#stale").waitFor();
        buyer.find(".booking-card").getByText(name).click();
        buyer.find(".ticket-code").click();
        buyer.find("dialog .code-large img").waitFor();
        assertThat((Double) buyer.measure("() => ({ width: document.querySelector('dialog img').naturalWidth + 0.5 })")
                        .get("width"))
                .isGreaterThan(50);
        buyer.picture("booking-offline");
        assertThat(buyer.seriousFindings()).isEmpty();
        buyer.page().keyboard().press("Escape");
        buyer.withoutNetwork(false);
        buyer.find("#stale").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    @Test
    void whoever_signs_out_leaves_nothing_behind() {
        Visitor buyer = browser.anybody().go("/account/bookings");
        buyer.find("#sign-in-here").click();
        SignInPage.signIn(buyer, "bob");
        buyer.find("#who").waitFor();
        buyer.readyForOffline().hasKept("/bookings?page=0&size=20");
        buyer.find(".site-header button").getByText("Sign out").click();
        buyer.page().waitForURL(url -> URI.create(url).getPath().equals("/"));
        buyer.find("#sign-in").waitFor();
        assertThat(keptCaches(buyer)).isEmpty();
        assertThat(buyer.page().evaluate("() => localStorage.getItem('boxoffice.known')"))
                .isNull();
        buyer.find("#sign-in").click();
        buyer.find("input[name=password]").waitFor(); // the issuer asks who it is, and takes nobody for the one before
    }

    @Test
    void another_person_at_the_same_browser_finds_nothing_of_the_first() {
        Visitor buyer = withTicketsKept(book(5));
        buyer.becomes(RunningPlatform.anybody().tokenOf("buyer-" + UUID.randomUUID(), "buyer"))
                .withoutNetwork(true);
        buyer.page().reload();
        buyer.find(".empty").waitFor();
        assertThat(buyer.find(".booking-card").count()).isZero();
        await().until(() -> keptCaches(buyer), List::isEmpty);
    }

    @Test
    void the_worker_keeps_no_answer_of_the_api() {
        Visitor buyer = withTicketsKept(book(6));
        Object foreign = buyer.page().evaluate("""
                async () => {
                  const found = [];
                  for (const name of (await caches.keys()).filter((known) => known.startsWith('boxoffice-pages-'))) {
                    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
                  }
                  return found.filter((path) => path !== '/' && !path.startsWith('/assets/web/'));
                }
                """);
        assertThat((List<?>) foreign).isEmpty();
    }

    @Test
    void a_page_that_cannot_be_had_says_so_and_comes_by_itself_later() {
        Visitor reader = browser.anybody().go("/").readyForOffline().withoutNetwork(true);
        reader.go("/shop/events/" + event);
        reader.sees("We cannot reach Boxoffice");
        reader.picture("event-offline");
        assertThat(reader.seriousFindings()).isEmpty();
        reader.withoutNetwork(false);
        reader.find("#live.good").waitFor();
    }

    @Test
    void a_door_opens_again_without_a_network_and_tells_its_scans_later() {
        String booking = book(7);
        String code = RunningPlatform.signedIn(subject, "buyer")
                .get("/bookings/" + booking + "/tickets")
                .expect(200)
                .json()
                .at("/tickets/0/code")
                .asString();
        Visitor scanner = browser.signedIn(host, "organizer", "scanner");
        DoorPage door = DoorPage.open(scanner, "North").of(event);
        scanner.readyForOffline();
        door.withoutNetwork(true);
        scanner.page().reload();
        scanner.find("#offline-ready").getByText("Ready without a network").waitFor();
        assertThat(door.type(code).admitted()).contains("Go in", "Row A, seat 8");
        assertThat(door.type(code).refused()).contains("Already used", "North");
        scanner.picture("door-offline");
        door.withoutNetwork(false).told();
        await().until(door::attendance, said -> said.startsWith("1 of"));
    }

    private static List<?> keptCaches(Visitor visitor) {
        return (List<?>) Objects.requireNonNull(visitor.page()
                .evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('boxoffice-own-'))"));
    }
}
