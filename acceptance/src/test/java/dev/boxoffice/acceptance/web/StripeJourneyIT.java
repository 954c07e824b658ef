package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.EventPage;
import dev.boxoffice.acceptance.web.page.Visitor;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The checkout where a publishable key of Stripe's is set. Stripe's script is stood in for by one of the same
/// interface (https://docs.stripe.com/js), which lets the simulator pay; everything else is the platform's own.
class StripeJourneyIT extends BrowserJourney {

    private static final String STRIPE_JS = """
            globalThis.Stripe = (key) => {
              if (key !== 'pk_test_journey') throw new Error(`not our key: ${key}`);
              let tries = 0;
              return {
                elements: ({ clientSecret }) => ({ clientSecret, create: (kind) => ({
                  mount(place) { place.textContent = `Stripe's ${kind} element`; this.place = place; },
                  unmount() { this.place.textContent = ''; } }) }),
                async confirmPayment({ elements, redirect, confirmParams }) {
                  if (redirect !== 'if_required' || !confirmParams.return_url.includes('/account/bookings/')) throw new Error('confirmPayment');
                  if (tries++ === 0) return { error: { message: 'Your card number is incomplete.' } };
                  const intent = elements.clientSecret.split('_secret_')[0];
                  await fetch(`/dev/payments/${intent}/outcome`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"outcome":"succeed"}' });
                  return {};
                },
              };
            };
            """;

    /// The shell and its policy as the gateway gives them where the key is set.
    private static void withKey(Route route) {
        APIResponse shell = route.fetch();
        var headers = new HashMap<>(shell.headers());
        headers.computeIfPresent(
                "content-security-policy",
                (name, policy) -> policy.replace("script-src 'self'", "script-src 'self' https://js.stripe.com"));
        route.fulfill(new Route.FulfillOptions()
                .setStatus(shell.status())
                .setHeaders(headers)
                .setBody(shell.text().replace("data-stripe-key=\"\"", "data-stripe-key=\"pk_test_journey\"")));
    }

    @Test
    void stripes_element_takes_the_payment_and_a_mistake_in_it_can_be_mended() {
        String event = AcceptanceEventFactory.onSale(
                RunningPlatform.signedIn("organizer-" + UUID.randomUUID(), "organizer"), "Element");
        Visitor buyer = browser.signedInWithoutWorker("buyer-" + UUID.randomUUID(), "buyer");
        buyer.page().route("**/shop/events/*", StripeJourneyIT::withKey);
        buyer.page()
                .route(
                        "https://js.stripe.com/v3/",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/javascript")
                                .setBody(STRIPE_JS)));
        EventPage page = EventPage.open(buyer, event).holdBest().checkout();
        assertThat(buyer.find("input[name=card]").count()).isZero();
        buyer.find("#pay").click();
        buyer.sees("Stripe's payment element");
        buyer.picture("checkout-stripe");
        buyer.find("#stripe-pay").click();
        buyer.sees("Your card number is incomplete.");
        buyer.find("#stripe-pay").click();
        page.booked();
        buyer.complainsOfNothing();
    }
}
