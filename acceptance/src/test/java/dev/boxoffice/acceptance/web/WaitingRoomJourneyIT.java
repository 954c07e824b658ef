package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.EventPage;
import dev.boxoffice.acceptance.web.page.Visitor;
import dev.boxoffice.client.ApiClient;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Waiting, being let in, and the operator who does it.
class WaitingRoomJourneyIT extends BrowserJourney {

    @Test
    void whoever_waits_keeps_their_place_over_a_reload_and_is_let_in_by_the_operator() {
        ApiClient organizer = RunningPlatform.signedIn("organizer-" + UUID.randomUUID(), "organizer");
        ApiClient operator = RunningPlatform.signedIn("oscar", "operator");
        String name = "Rush " + UUID.randomUUID().toString().substring(0, 8);
        String event = AcceptanceEventFactory.onSale(organizer, name);
        operator.put("/events/" + event + "/queue/settings", Map.of("mode", "ON", "admitPerMinute", 0))
                .expect(200);
        RunningPlatform.signedIn("first-" + UUID.randomUUID(), "buyer")
                .post("/events/" + event + "/queue", Map.of())
                .expect(201);

        String subject = "buyer-" + UUID.randomUUID();
        Visitor buyer = browser.signedIn(subject, "buyer");
        EventPage.open(buyer, event).holdBest();
        buyer.find("#position").waitFor();
        assertThat(buyer.page().url()).endsWith("/waiting-room/" + event);
        assertThat(buyer.find("#position").innerText()).isEqualTo("1");
        assertThat(buyer.page().title()).startsWith("1 before you");
        buyer.page().reload();
        buyer.find("#position").waitFor();
        assertThat(buyer.find("#position").innerText()).isEqualTo("1");

        Visitor watching = browser.signedIn("oscar", "operator");
        watching.go("/operations");
        String room = "[data-room='" + event + "']";
        watching.find(room).getByText("(local time in Hamburg)").waitFor();
        assertThat(watching.find(room + " .pill").innerText()).isEqualTo("Open");
        buyer.find("#leave").focus();
        watching.find(room + " input[name=message]").fill("We open now.");
        watching.find(room + " button[name=send]").click();
        buyer.sees("We open now.");
        assertThat(buyer.page().evaluate("() => document.activeElement.id")).isEqualTo("leave");
        operator.put("/events/" + event + "/queue/settings", Map.of("maxActive", 77))
                .expect(200);
        watching.find(room + " input[name=admitPerMinute]").fill("600");
        watching.find(room + " button[name=save]").click();

        buyer.find("#admitted").waitFor();
        assertThat(buyer.page().title()).startsWith("Your turn!");
        assertThat(operator.put("/events/" + event + "/queue/settings", Map.of("mode", "ON"))
                        .expect(200)
                        .json()
                        .at("/maxActive")
                        .asInt())
                .isEqualTo(77);
        buyer.find("#enter").click();
        EventPage.of(buyer).holdBest().checkout().payBy("pm_card_visa").booked();
        assertThat(buyer.find("main").innerText()).doesNotContain("Your admission lasts");

        ApiClient same = RunningPlatform.signedIn(subject, "buyer");
        await().until(() -> same.get("/events/" + event + "/queue").expect(200).field("state"), "DONE"::equals);
        buyer.go("/waiting-room/" + event).sees("You have your tickets");
        buyer.find("#rejoin").click();
        buyer.find("#admitted").waitFor();
        buyer.complainsOfNothing();
        watching.complainsOfNothing();
    }

    @Test
    void a_token_that_is_over_is_renewed_and_who_cannot_renew_theirs_is_told() {
        ApiClient organizer = RunningPlatform.signedIn("organizer-" + UUID.randomUUID(), "organizer");
        String event = AcceptanceEventFactory.onSale(organizer, "Long wait");
        RunningPlatform.signedIn("oscar", "operator")
                .put("/events/" + event + "/queue/settings", Map.of("mode", "ON", "admitPerMinute", 0))
                .expect(200);
        String subject = "buyer-" + UUID.randomUUID();
        String token = RunningPlatform.anybody().tokenOf(subject, "buyer");
        AtomicInteger renewals = new AtomicInteger();
        Visitor buyer = browser.signedInWithoutWorker(subject, "buyer").go("/");
        buyer.page().route("**/oauth2/token", route -> {
            renewals.incrementAndGet();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"access_token\":\"%s\",\"refresh_token\":\"second\",\"expires_in\":900}"
                            .formatted(token)));
        });
        buyer.becomes(token.substring(0, token.length() - 4) + "AAAA")
                .evaluate(
                        "kept => sessionStorage.setItem('boxoffice.refresh', kept)",
                        "{\"token\":\"first\",\"due\":9999999999999}");
        buyer.go("/waiting-room/" + event).find("#position").waitFor();
        assertThat(renewals).hasValue(1);
        assertThat(buyer.page().evaluate("() => JSON.parse(sessionStorage.getItem('boxoffice.refresh')).token"))
                .isEqualTo("second");

        buyer.page().evaluate("() => sessionStorage.removeItem('boxoffice.refresh')");
        buyer.page().route("**/queue/stream", route -> route.fulfill(new Route.FulfillOptions().setStatus(401)));
        buyer.page().reload();
        buyer.sees("You have been signed out. Your place is kept");
        assertThat(buyer.page().title()).startsWith("Sign in first");
        buyer.find("#sign-in-here").waitFor();
    }
}
