package dev.boxoffice.standalone.stripe;

import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.payment.SimulatedPaymentService;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeFormParser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Stripe has no API for: deciding what becomes of a payment, the buyer's authentication page, and faults.
final class StripeDevHandler {
    private static final String PAYMENTS = "/dev/payments/";

    private final SimulatorLedger ledger;
    private final SimulatedPaymentService payments;
    private final StripeDashboardHandler dashboard;
    private final StripeFaultInjector faults;
    private final Clock clock;

    StripeDevHandler(
            SimulatorLedger ledger,
            SimulatedPaymentService payments,
            StripeDashboardHandler dashboard,
            StripeFaultInjector faults,
            Clock clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.dashboard = dashboard;
        this.faults = faults;
        this.clock = clock;
    }

    void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/dev/faults")) {
            faults(exchange);
            return;
        }
        if (path.equals("/dev/balance")) {
            dashboard.balance(exchange);
            return;
        }
        var rest = path.startsWith(PAYMENTS) ? path.substring(PAYMENTS.length()).split("/", -1) : new String[0];
        var intent = rest.length == 2 ? ledger.intents.find(rest[0]) : null;
        if (intent == null) {
            Exchanges.problem(exchange, 404, "not-found", "Not found", "There is no such payment.");
        } else if (dashboard.serves(rest[1])) {
            dashboard.handle(exchange, intent, rest[1]);
        } else if (rest[1].equals("outcome") && exchange.getRequestMethod().equals("POST")) {
            outcome(exchange, intent);
        } else if (rest[1].equals("authenticate") && exchange.getRequestMethod().equals("GET")) {
            Exchanges.page(exchange, 200, StripeAuthenticationPage.html(intent));
        } else if (rest[1].equals("authenticate") && exchange.getRequestMethod().equals("POST")) {
            authenticated(exchange, intent);
        } else {
            Exchanges.problem(
                    exchange, 405, "method-not-allowed", "Method not allowed", "POST an outcome, or GET authenticate.");
        }
    }

    /// The body of an outcome; anything unknown in it is unreadable.
    private record Steering(@Nullable SimulatedOutcome outcome) {}

    private void outcome(HttpExchange exchange, SimulatedPaymentIntent intent) throws IOException {
        var outcome = Exchanges.read(exchange, Steering.class).map(Steering::outcome);
        if (outcome.isEmpty()) {
            Exchanges.problem(
                    exchange,
                    422,
                    "validation-failed",
                    "Validation failed",
                    "An outcome is missing or unknown.",
                    List.of(Map.of("field", "outcome", "message", "must be succeed, fail, requireAction or delay")));
            return;
        }
        var decided = payments.decide(intent.id(), outcome.get(), StripeCall.own(clock.instant()));
        if (decided.isEmpty()) {
            Exchanges.problem(
                    exchange,
                    409,
                    "payment-already-final",
                    "The payment is final",
                    "Payment " + intent.id() + " is " + intent.status().wire() + " and stays so.");
            return;
        }
        Exchanges.json(
                exchange,
                200,
                Map.of("id", intent.id(), "status", decided.get().status().wire()));
    }

    private void authenticated(HttpExchange exchange, SimulatedPaymentIntent intent) throws IOException {
        var form =
                StripeFormParser.parse(new String(exchange.getRequestBody().readNBytes(1024), StandardCharsets.UTF_8));
        var passed = "succeed".equals(form.get("outcome"));
        var decided = intent.status() == SimulatedPaymentIntent.Status.REQUIRES_ACTION
                ? payments.decide(
                        intent.id(),
                        passed ? SimulatedOutcome.SUCCEED : SimulatedOutcome.FAIL,
                        StripeCall.own(clock.instant()))
                : Optional.of(intent);
        var back = intent.state().returnUrl();
        if (back == null) {
            Exchanges.page(exchange, 200, StripeAuthenticationPage.done(decided.orElse(intent)));
            return;
        }
        var separator = URI.create(back).getQuery() == null ? "?" : "&";
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        back + separator + "payment_intent=" + intent.id() + "&payment_intent_client_secret="
                                + intent.clientSecret() + "&redirect_status=" + (passed ? "succeeded" : "failed"));
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    private void faults(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> Exchanges.json(exchange, 200, faults.current());
            case "DELETE" -> {
                faults.set(StripeFaults.NONE);
                Exchanges.json(exchange, 200, faults.current());
            }
            case "POST", "PUT" -> {
                var next = Exchanges.read(exchange, StripeFaults.class);
                if (next.isEmpty()) {
                    Exchanges.problem(
                            exchange,
                            400,
                            "malformed-request",
                            "Malformed request",
                            "The body is not a set of faults.");
                    return;
                }
                faults.set(next.get());
                Exchanges.json(exchange, 200, faults.current());
            }
            default ->
                Exchanges.problem(
                        exchange, 405, "method-not-allowed", "Method not allowed", "GET, POST or DELETE faults.");
        }
    }
}
