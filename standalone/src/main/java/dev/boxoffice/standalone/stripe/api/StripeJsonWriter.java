package dev.boxoffice.standalone.stripe.api;

import dev.boxoffice.standalone.stripe.ledger.LedgerTable;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCardError;
import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent.Status;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentMethod;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException.ErrorObject;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes objects as Stripe's JSON does, field for field.
public final class StripeJsonWriter {
    public static final String API_VERSION = "2026-07-29.dahlia";

    private final SimulatorLedger ledger;
    private final Supplier<URI> publicUrl;

    public StripeJsonWriter(SimulatorLedger ledger, Supplier<URI> publicUrl) {
        this.ledger = ledger;
        this.publicUrl = publicUrl;
    }

    public Map<String, @Nullable Object> json(Object object) {
        return switch (object) {
            case SimulatedPaymentIntent intent -> intent(intent);
            case SimulatedCharge charge -> charge(charge);
            case SimulatedRefund refund -> refund(refund);
            case SimulatedDispute dispute ->
                StripeDisputeJsonWriter.json(
                        dispute,
                        ledger.card(ledger.charges.get(dispute.charge()).paymentMethod()));
            case SimulatedCustomer customer -> customer(customer);
            case SimulatedPaymentMethod method -> method(method);
            case SimulatedEvent event -> event(event);
            case ErrorObject error -> error(error);
            default -> throw new IllegalArgumentException("No shape for " + object.getClass());
        };
    }

    private static Map<String, @Nullable Object> object(String id, String kind, Instant created) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", id);
        json.put("object", kind);
        json.put("created", created.getEpochSecond());
        json.put("livemode", false);
        return json;
    }

    private Map<String, @Nullable Object> intent(SimulatedPaymentIntent intent) {
        var terms = intent.terms();
        var state = intent.state();
        var json = object(intent.id(), "payment_intent", intent.created());
        json.put("amount", terms.amount());
        json.put("amount_capturable", 0);
        json.put("amount_details", Map.of("tip", Map.of()));
        json.put("amount_received", intent.status() == Status.SUCCEEDED ? terms.amount() : 0);
        json.put("automatic_payment_methods", terms.automaticMethods() ? automaticMethods(terms) : null);
        json.put("canceled_at", seconds(state.canceledAt()));
        json.put("cancellation_reason", state.cancellationReason());
        json.put("capture_method", "automatic_async");
        json.put("client_secret", intent.clientSecret());
        json.put("confirmation_method", "automatic");
        json.put("currency", terms.currency());
        json.put("customer", terms.customer());
        json.put("description", terms.description());
        json.put("last_payment_error", state.error() == null ? null : lastError(state.error(), state.charge()));
        json.put("latest_charge", state.charge());
        json.put("metadata", terms.metadata());
        json.put("next_action", intent.status() == Status.REQUIRES_ACTION ? nextAction(intent) : null);
        json.put("payment_method", state.paymentMethod());
        json.put("payment_method_options", Map.of());
        json.put("payment_method_types", terms.methodTypes());
        json.put("processing", null);
        json.put("receipt_email", terms.receiptEmail());
        json.put("setup_future_usage", terms.setupFutureUsage());
        json.put("shipping", null);
        json.put("statement_descriptor", null);
        json.put("statement_descriptor_suffix", terms.statementDescriptorSuffix());
        json.put("status", intent.status().wire());
        json.put("transfer_group", null);
        return json;
    }

    private static Map<String, Object> automaticMethods(SimulatedPaymentIntent.Terms terms) {
        return Map.of("enabled", true, "allow_redirects", terms.redirectsAllowed() ? "always" : "never");
    }

    private static Map<String, @Nullable Object> lastError(SimulatedCardError error, @Nullable String charge) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("type", error.code().startsWith("payment_intent_") ? "invalid_request_error" : "card_error");
        json.put("code", error.code());
        if (error.declineCode() != null) {
            json.put("decline_code", error.declineCode());
        }
        json.put("message", error.message());
        if (charge != null) {
            json.put("charge", charge);
        }
        return json;
    }

    private Map<String, Object> nextAction(SimulatedPaymentIntent intent) {
        var page = publicUrl
                .get()
                .resolve("/dev/payments/" + intent.id() + "/authenticate")
                .toString();
        var returnUrl = intent.state().returnUrl();
        return returnUrl == null
                ? Map.of(
                        "type",
                        "use_stripe_sdk",
                        "use_stripe_sdk",
                        Map.of("type", "three_d_secure_redirect", "stripe_js", page))
                : Map.of("type", "redirect_to_url", "redirect_to_url", Map.of("url", page, "return_url", returnUrl));
    }

    private Map<String, @Nullable Object> charge(SimulatedCharge charge) {
        var terms = charge.intent().terms();
        var json = object(charge.id(), "charge", charge.created());
        json.put("amount", charge.amount());
        json.put("amount_captured", charge.succeeded() ? charge.amount() : 0);
        json.put("amount_refunded", charge.refunded());
        json.put(
                "balance_transaction", charge.succeeded() ? "txn_" + charge.id().substring(3) : null);
        json.put("billing_details", billingDetails());
        json.put("captured", charge.succeeded());
        json.put("currency", terms.currency());
        json.put("customer", terms.customer());
        json.put("description", terms.description());
        json.put("disputed", charge.dispute() != null);
        var error = charge.error();
        json.put("failure_code", error == null ? null : error.code());
        json.put("failure_message", error == null ? null : error.message());
        json.put("fraud_details", Map.of());
        json.put("metadata", terms.metadata());
        json.put("outcome", outcome(error));
        json.put("paid", charge.succeeded());
        json.put("payment_intent", charge.intent().id());
        json.put("payment_method", charge.paymentMethod());
        json.put("payment_method_details", Map.of("type", "card", "card", card(charge.paymentMethod())));
        json.put("receipt_email", terms.receiptEmail());
        json.put("receipt_url", null);
        json.put("refunded", charge.succeeded() && charge.refundable() == 0);
        json.put("status", charge.succeeded() ? "succeeded" : "failed");
        return json;
    }

    private static Map<String, @Nullable Object> billingDetails() {
        var address = new LinkedHashMap<String, @Nullable Object>();
        List.of("city", "country", "line1", "line2", "postal_code", "state").forEach(part -> address.put(part, null));
        var details = new LinkedHashMap<String, @Nullable Object>();
        details.put("address", address);
        List.of("email", "name", "phone", "tax_id").forEach(part -> details.put(part, null));
        return details;
    }

    private static Map<String, @Nullable Object> outcome(@Nullable SimulatedCardError error) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("network_status", error == null ? "approved_by_network" : "declined_by_network");
        json.put("reason", error == null ? null : error.declineCode());
        json.put("seller_message", error == null ? "Payment complete." : "The bank declined the payment.");
        json.put("type", error == null ? "authorized" : "issuer_declined");
        return json;
    }

    private Map<String, Object> card(String paymentMethod) {
        var card = ledger.card(paymentMethod);
        return Map.of(
                "brand",
                card.brand(),
                "country",
                "US",
                "exp_month",
                8,
                "exp_year",
                2034,
                "funding",
                "credit",
                "last4",
                card.last4());
    }

    private Map<String, @Nullable Object> refund(SimulatedRefund refund) {
        var json = object(refund.id(), "refund", refund.created());
        json.remove("livemode");
        json.put("amount", refund.amount());
        json.put("balance_transaction", "txn_" + refund.id().substring(3));
        json.put("charge", refund.charge());
        json.put("currency", refund.currency());
        json.put("destination_details", Map.of("type", "card", "card", Map.of("type", "refund")));
        if (refund.status() == SimulatedRefund.Status.FAILED) {
            json.put("failure_balance_transaction", "txn_f" + refund.id().substring(3));
            json.put("failure_reason", "expired_or_canceled_card");
        }
        json.put("metadata", refund.metadata());
        json.put("payment_intent", refund.intent());
        if (refund.status() == SimulatedRefund.Status.PENDING && refund.pendingReason() != null) {
            json.put("pending_reason", refund.pendingReason());
        }
        json.put("reason", refund.reason());
        json.put("receipt_number", null);
        json.put("status", refund.status().wire());
        return json;
    }

    private static Map<String, @Nullable Object> customer(SimulatedCustomer customer) {
        var json = object(customer.id(), "customer", customer.created());
        json.put("balance", 0);
        json.put("delinquent", false);
        json.put("description", customer.description());
        json.put("email", customer.email());
        json.put("metadata", customer.metadata());
        json.put("name", customer.name());
        json.put("phone", customer.phone());
        json.put("preferred_locales", List.of());
        return json;
    }

    private Map<String, @Nullable Object> method(SimulatedPaymentMethod method) {
        var json = object(method.id(), "payment_method", method.created());
        json.put("allow_redisplay", "unspecified");
        json.put("billing_details", billingDetails());
        json.put("card", card(method.id()));
        json.put("customer", null);
        json.put("metadata", Map.of());
        json.put("type", "card");
        return json;
    }

    private Map<String, @Nullable Object> event(SimulatedEvent event) {
        var request = new LinkedHashMap<String, @Nullable Object>();
        request.put("id", event.requestId());
        request.put("idempotency_key", event.idempotencyKey());
        var json = object(event.id(), "event", event.created());
        json.put("api_version", API_VERSION);
        json.put("data", Map.of("object", json(event.object())));
        json.put("pending_webhooks", 0);
        json.put("request", request);
        json.put("type", event.type());
        return json;
    }

    private Map<String, @Nullable Object> error(ErrorObject error) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("type", error.type());
        fields.put("message", error.message());
        if (error.code() != null) {
            fields.put("code", error.code());
            fields.put(
                    "doc_url",
                    "https://stripe.com/docs/error-codes/" + error.code().replace('_', '-'));
        }
        if (error.declineCode() != null) {
            fields.put("decline_code", error.declineCode());
        }
        if (error.param() != null) {
            fields.put("param", error.param());
        }
        var intent = error.intent();
        if (intent != null) {
            fields.put("payment_intent", intent(intent));
            if (intent.state().charge() != null) {
                fields.put("charge", intent.state().charge());
            }
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("error", fields);
        return json;
    }

    public Map<String, @Nullable Object> list(String url, LedgerTable.Page<?> page) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("object", "list");
        json.put("data", page.rows().stream().map(this::json).toList());
        json.put("has_more", page.hasMore());
        json.put("url", url);
        return json;
    }

    private static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }

    /// Replaces ids by the objects they name: `expand[]=latest_charge`, and `data.latest_charge` in lists.
    public void expand(Map<String, @Nullable Object> json, List<String> paths) {
        paths.forEach(path -> new StripeObjectExpander(ledger, this).expand(json, path));
    }
}
