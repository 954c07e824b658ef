package dev.boxoffice.standalone.stripe;

import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.stripe.model.SimulatedCurrency;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;

/// The page of the buyer's bank in a 3-D Secure payment: two buttons, no script.
final class StripeAuthenticationPage {
    private StripeAuthenticationPage() {}

    static String html(SimulatedPaymentIntent intent) {
        if (intent.status() != SimulatedPaymentIntent.Status.REQUIRES_ACTION) {
            return done(intent);
        }
        return page("""
                <p>The shop asks for <strong>%s</strong>. Is it you who pays?</p>
                <form method="post">
                  <button name="outcome" value="succeed">Complete authentication</button>
                  <button name="outcome" value="fail">Fail authentication</button>
                </form>
                """.formatted(Exchanges.escape(amount(intent))));
    }

    static String done(SimulatedPaymentIntent intent) {
        return page("<p>The payment is %s. You can close this page.</p>"
                .formatted(Exchanges.escape(intent.status().wire().replace('_', ' '))));
    }

    private static String amount(SimulatedPaymentIntent intent) {
        return SimulatedCurrency.named(intent.terms().currency())
                .written(intent.terms().amount());
    }

    private static String page(String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width">
                  <meta name="color-scheme" content="light dark">
                  <title>3-D Secure (simulated)</title>
                </head>
                <body>
                <main>
                <h1>3-D Secure (simulated)</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(content);
    }
}
