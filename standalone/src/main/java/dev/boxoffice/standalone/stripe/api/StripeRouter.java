package dev.boxoffice.standalone.stripe.api;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.StripeIdGenerator;
import dev.boxoffice.standalone.stripe.payment.SimulatedDisputeService;
import dev.boxoffice.standalone.stripe.payment.SimulatedPaymentService;
import dev.boxoffice.standalone.stripe.payment.SimulatedRefundService;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The calls of Stripe's API that are served, with the parameters each understands: <https://docs.stripe.com/api>.
public final class StripeRouter {
    private static final Set<String> PAGE = Set.of("limit", "starting_after", "ending_before", "expand");

    private final SimulatorLedger ledger;
    private final StripeJsonWriter writer;
    private final SimulatedPaymentService payments;
    private final SimulatedRefundService refunds;
    private final SimulatedDisputeService disputes;

    public StripeRouter(
            SimulatorLedger ledger,
            StripeJsonWriter writer,
            SimulatedPaymentService payments,
            SimulatedRefundService refunds,
            SimulatedDisputeService disputes) {
        this.ledger = ledger;
        this.writer = writer;
        this.payments = payments;
        this.refunds = refunds;
        this.disputes = disputes;
    }

    // Fixed paths stand before patterns that would match them too.
    public List<StripeRoute> all() {
        return Stream.of(paymentIntents(), refunds(), disputes(), customers(), lookups())
                .flatMap(List::stream)
                .toList();
    }

    private List<StripeRoute> paymentIntents() {
        return List.of(
                new StripeRoute(
                        "POST",
                        "/v1/payment_intents",
                        Set.of(
                                "amount",
                                "automatic_payment_methods",
                                "capture_method",
                                "confirm",
                                "confirmation_method",
                                "currency",
                                "customer",
                                "description",
                                "error_on_requires_action",
                                "expand",
                                "metadata",
                                "off_session",
                                "payment_method",
                                "payment_method_options",
                                "payment_method_types",
                                "receipt_email",
                                "return_url",
                                "setup_future_usage",
                                "statement_descriptor_suffix",
                                "use_stripe_sdk"),
                        (id, params, call) -> payments.create(params, call)),
                new StripeRoute(
                        "GET",
                        "/v1/payment_intents",
                        and(PAGE, "created", "customer"),
                        (id, params, call) -> listIntents(params)),
                new StripeRoute(
                        "GET",
                        "/v1/payment_intents/search",
                        Set.of("query", "limit", "page", "expand"),
                        (id, params, call) -> search(params)),
                new StripeRoute(
                        "GET",
                        "/v1/payment_intents/{id}",
                        Set.of("client_secret", "expand"),
                        (id, params, call) -> ledger.intents.get(id)),
                new StripeRoute(
                        "POST",
                        "/v1/payment_intents/{id}",
                        Set.of("amount", "description", "expand", "metadata", "payment_method", "receipt_email"),
                        payments::update),
                new StripeRoute(
                        "POST",
                        "/v1/payment_intents/{id}/confirm",
                        Set.of(
                                "capture_method",
                                "client_secret",
                                "error_on_requires_action",
                                "expand",
                                "off_session",
                                "payment_method",
                                "payment_method_options",
                                "payment_method_types",
                                "return_url",
                                "use_stripe_sdk"),
                        payments::confirm),
                new StripeRoute(
                        "POST",
                        "/v1/payment_intents/{id}/cancel",
                        Set.of("cancellation_reason", "expand"),
                        payments::cancel));
    }

    private List<StripeRoute> refunds() {
        return List.of(
                new StripeRoute(
                        "POST",
                        "/v1/refunds",
                        Set.of("amount", "charge", "expand", "metadata", "payment_intent", "reason"),
                        (id, params, call) -> refunds.create(params, call)),
                new StripeRoute(
                        "GET",
                        "/v1/refunds",
                        and(PAGE, "charge", "created", "payment_intent"),
                        (id, params, call) -> listRefunds(params)),
                new StripeRoute(
                        "GET", "/v1/refunds/{id}", Set.of("expand"), (id, params, call) -> ledger.refunds.get(id)));
    }

    private List<StripeRoute> disputes() {
        return List.of(
                new StripeRoute(
                        "GET",
                        "/v1/disputes",
                        and(PAGE, "charge", "created", "payment_intent"),
                        (id, params, call) -> listDisputes(params)),
                new StripeRoute(
                        "GET", "/v1/disputes/{id}", Set.of("expand"), (id, params, call) -> ledger.disputes.get(id)),
                new StripeRoute("POST", "/v1/disputes/{id}", Set.of("evidence", "expand", "submit"), disputes::answer),
                new StripeRoute(
                        "POST",
                        "/v1/disputes/{id}/close",
                        Set.of("expand"),
                        (id, params, call) -> disputes.concede(id, call)));
    }

    private List<StripeRoute> customers() {
        return List.of(
                new StripeRoute(
                        "POST",
                        "/v1/customers",
                        Set.of("description", "email", "expand", "metadata", "name", "phone"),
                        (id, params, call) -> createCustomer(params, call)),
                new StripeRoute(
                        "GET", "/v1/customers/{id}", Set.of("expand"), (id, params, call) -> ledger.customers.get(id)));
    }

    private List<StripeRoute> lookups() {
        return List.of(
                new StripeRoute(
                        "GET",
                        "/v1/charges",
                        and(PAGE, "created", "customer", "payment_intent"),
                        (id, params, call) -> listCharges(params)),
                new StripeRoute(
                        "GET", "/v1/charges/{id}", Set.of("expand"), (id, params, call) -> ledger.charges.get(id)),
                new StripeRoute(
                        "GET",
                        "/v1/payment_methods/{id}",
                        Set.of("expand"),
                        (id, params, call) -> ledger.methods.get(id)),
                new StripeRoute(
                        "GET",
                        "/v1/events",
                        and(PAGE, "created", "delivery_success", "type", "types"),
                        (id, params, call) -> listEvents(params)),
                new StripeRoute(
                        "GET", "/v1/events/{id}", Set.of("expand"), (id, params, call) -> ledger.events.get(id)));
    }

    private static Set<String> and(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    private Object createCustomer(StripeParameters params, StripeCall call) {
        return ledger.atomically(() -> {
            var customer = new SimulatedCustomer(
                    StripeIdGenerator.next("cus"),
                    call.now(),
                    params.text("name"),
                    params.text("email"),
                    params.text("phone"),
                    params.text("description"),
                    params.metadata(Map.of()));
            ledger.save(customer);
            ledger.recordEvent("customer.created", customer, call);
            return customer;
        });
    }

    private Object listIntents(StripeParameters params) {
        var customer = params.text("customer");
        return writer.list(
                "/v1/payment_intents",
                ledger.intents.page(
                        params,
                        intent -> (customer == null
                                        || customer.equals(intent.terms().customer()))
                                && params.createdMatches(intent.created())));
    }

    private Object search(StripeParameters params) {
        var filter = PaymentIntentQuery.parse(params.required("query"));
        var found = writer.list("/v1/payment_intents/search", ledger.intents.page(params, filter));
        found.put("object", "search_result");
        found.put("next_page", null);
        return found;
    }

    private Object listRefunds(StripeParameters params) {
        var charge = params.text("charge");
        var intent = params.text("payment_intent");
        return writer.list(
                "/v1/refunds",
                ledger.refunds.page(
                        params,
                        refund -> (charge == null || charge.equals(refund.charge()))
                                && (intent == null || intent.equals(refund.intent()))
                                && params.createdMatches(refund.created())));
    }

    private Object listDisputes(StripeParameters params) {
        var charge = params.text("charge");
        var intent = params.text("payment_intent");
        return writer.list(
                "/v1/disputes",
                ledger.disputes.page(
                        params,
                        dispute -> (charge == null || charge.equals(dispute.charge()))
                                && (intent == null || intent.equals(dispute.intent()))
                                && params.createdMatches(dispute.created())));
    }

    private Object listCharges(StripeParameters params) {
        var customer = params.text("customer");
        var intent = params.text("payment_intent");
        return writer.list(
                "/v1/charges",
                ledger.charges.page(
                        params,
                        charge -> (customer == null
                                        || customer.equals(
                                                charge.intent().terms().customer()))
                                && (intent == null
                                        || intent.equals(charge.intent().id()))
                                && params.createdMatches(charge.created())));
    }

    private Object listEvents(StripeParameters params) {
        var type = params.text("type");
        var types = params.texts("types");
        Predicate<SimulatedEvent> filter = event -> (type == null || type.equals(event.type()))
                && (types.isEmpty() || types.contains(event.type()))
                && params.createdMatches(event.created());
        var undelivered = "false".equals(params.text("delivery_success"));
        return writer.list(
                "/v1/events",
                undelivered ? ledger.undeliveredPage(params, filter) : ledger.events.page(params, filter));
    }
}
