package dev.boxoffice.standalone.stripe;

import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.stripe.api.StripeJsonWriter;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedDisputeAction;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.payment.SimulatedDisputeService;
import dev.boxoffice.standalone.stripe.payment.SimulatedRefundService;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person does to a payment in Stripe's dashboard, and what a bank does, without the seller's program
/// asking: `POST /dev/payments/{id}/refund` `{"amount": 1500}` (the rest when absent), `/refund-outcome`
/// `{"outcome": "fail"}` (or `succeed`) and `/dispute` `{"action": "open"}` (or `inquire`, `escalate`, `win`,
/// `lose`).
final class StripeDashboardHandler {
    private final SimulatorLedger ledger;
    private final StripeJsonWriter writer;
    private final SimulatedRefundService refunds;
    private final SimulatedDisputeService disputes;
    private final Clock clock;

    StripeDashboardHandler(
            SimulatorLedger ledger,
            StripeJsonWriter writer,
            SimulatedRefundService refunds,
            SimulatedDisputeService disputes,
            Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.refunds = refunds;
        this.disputes = disputes;
        this.clock = clock;
    }

    boolean serves(String step) {
        return step.equals("refund") || step.equals("refund-outcome") || step.equals("dispute");
    }

    void handle(HttpExchange exchange, SimulatedPaymentIntent intent, String step) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            Exchanges.problem(exchange, 405, "method-not-allowed", "Method not allowed", "POST it.");
            return;
        }
        switch (step) {
            case "refund" -> refund(exchange, intent);
            case "refund-outcome" -> refundOutcome(exchange, intent);
            default -> dispute(exchange, intent);
        }
    }

    private record Balance(
            @Nullable String currency, @Nullable Long available) {}

    /// `PUT /dev/balance`: what refunds in a currency can be paid from; without `available`, whatever is asked for.
    void balance(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("PUT")) {
            Exchanges.problem(exchange, 405, "method-not-allowed", "Method not allowed", "PUT it.");
            return;
        }
        var wanted = Exchanges.read(exchange, Balance.class).filter(it -> it.currency() != null);
        if (wanted.isEmpty()) {
            invalid(exchange, "The body has a currency, and what is available in Stripe's unit.");
            return;
        }
        refunds.setBalance(
                String.valueOf(wanted.get().currency()).toLowerCase(Locale.ROOT),
                wanted.get().available(),
                call());
        Exchanges.json(exchange, 200, wanted.get());
    }

    private record Refunding(@Nullable Long amount) {}

    private void refund(HttpExchange exchange, SimulatedPaymentIntent intent) throws IOException {
        var wanted = Exchanges.read(exchange, Refunding.class);
        if (wanted.isEmpty()) {
            invalid(exchange, "The body is {} or has an amount in Stripe's unit.");
            return;
        }
        var params = new HashMap<String, Object>(Map.of("payment_intent", intent.id()));
        var amount = wanted.get().amount();
        if (amount != null) {
            params.put("amount", amount.toString());
        }
        try {
            Exchanges.json(exchange, 201, writer.json(refunds.create(new StripeParameters(params), call())));
        } catch (StripeRefusalException refusal) {
            invalid(exchange, refusal.error().message());
        }
    }

    private record Settling(@Nullable SimulatedOutcome outcome) {}

    /// Of the newest refund that can still come to that.
    private void refundOutcome(HttpExchange exchange, SimulatedPaymentIntent intent) throws IOException {
        var outcome = Exchanges.read(exchange, Settling.class).map(Settling::outcome);
        if (outcome.isEmpty()
                || (outcome.get() != SimulatedOutcome.SUCCEED && outcome.get() != SimulatedOutcome.FAIL)) {
            invalid(exchange, "The outcome of a refund is succeed or fail.");
            return;
        }
        var status = outcome.get() == SimulatedOutcome.FAIL
                ? SimulatedRefund.Status.FAILED
                : SimulatedRefund.Status.SUCCEEDED;
        var settled = ledger.refunds
                .newestFirst()
                .filter(refund -> refund.intent().equals(intent.id()))
                .map(refund -> refunds.settle(refund.id(), status, call()))
                .flatMap(Optional::stream)
                .findFirst();
        answer(exchange, settled, "No refund of the payment can come to that.");
    }

    private record Disputing(@Nullable SimulatedDisputeAction action) {}

    private void dispute(HttpExchange exchange, SimulatedPaymentIntent intent) throws IOException {
        var action = Exchanges.read(exchange, Disputing.class).map(Disputing::action);
        if (action.isEmpty()) {
            invalid(exchange, "The action is open, inquire, escalate, win or lose.");
            return;
        }
        var id = intent.state().charge();
        var charge = id == null ? null : ledger.charges.find(id);
        var disputed = charge == null ? Optional.empty() : disputes.act(charge, action.get(), call());
        answer(exchange, disputed, "The payment's charge is in no state for that.");
    }

    private void answer(HttpExchange exchange, Optional<?> changed, String otherwise) throws IOException {
        if (changed.isEmpty()) {
            Exchanges.problem(exchange, 409, "conflict", "Not in this state", otherwise);
        } else {
            Exchanges.json(exchange, 200, writer.json(changed.get()));
        }
    }

    private static void invalid(HttpExchange exchange, String detail) throws IOException {
        Exchanges.problem(exchange, 422, "validation-failed", "Validation failed", detail);
    }

    private StripeCall call() {
        return StripeCall.own(clock.instant());
    }
}
