package dev.boxoffice.standalone.stripe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The calls of Stripe's API that are served, with the parameters each understands: <https://docs.stripe.com/api>.
final class Routes {
    private static final Set<String> PAGE = Set.of("limit", "starting_after", "ending_before", "expand");

    private final Ledger ledger;
    private final Shapes shapes;
    private final Payments payments;
    private final Refunds refunds;

    Routes(Ledger ledger, Shapes shapes, Payments payments, Refunds refunds) {
        this.ledger = ledger;
        this.shapes = shapes;
        this.payments = payments;
        this.refunds = refunds;
    }

    // Fixed paths stand before patterns that would match them too.
    List<Route> all() {
        return Stream.of(paymentIntents(), refunds(), customers(), lookups())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> paymentIntents() {
        return List.of(
                new Route(
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
                new Route(
                        "GET",
                        "/v1/payment_intents",
                        and(PAGE, "created", "customer"),
                        (id, params, call) -> listIntents(params)),
                new Route(
                        "GET",
                        "/v1/payment_intents/search",
                        Set.of("query", "limit", "page", "expand"),
                        (id, params, call) -> search(params)),
                new Route(
                        "GET",
                        "/v1/payment_intents/{id}",
                        Set.of("client_secret", "expand"),
                        (id, params, call) -> ledger.intents.get(id)),
                new Route(
                        "POST",
                        "/v1/payment_intents/{id}",
                        Set.of("amount", "description", "expand", "metadata", "payment_method", "receipt_email"),
                        payments::update),
                new Route(
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
                new Route(
                        "POST",
                        "/v1/payment_intents/{id}/cancel",
                        Set.of("cancellation_reason", "expand"),
                        payments::cancel));
    }

    private List<Route> refunds() {
        return List.of(
                new Route(
                        "POST",
                        "/v1/refunds",
                        Set.of("amount", "charge", "expand", "metadata", "payment_intent", "reason"),
                        (id, params, call) -> refunds.create(params, call)),
                new Route(
                        "GET",
                        "/v1/refunds",
                        and(PAGE, "charge", "created", "payment_intent"),
                        (id, params, call) -> listRefunds(params)),
                new Route("GET", "/v1/refunds/{id}", Set.of("expand"), (id, params, call) -> ledger.refunds.get(id)));
    }

    private List<Route> customers() {
        return List.of(
                new Route(
                        "POST",
                        "/v1/customers",
                        Set.of("description", "email", "expand", "metadata", "name", "phone"),
                        (id, params, call) -> createCustomer(params, call)),
                new Route(
                        "GET", "/v1/customers/{id}", Set.of("expand"), (id, params, call) -> ledger.customers.get(id)));
    }

    private List<Route> lookups() {
        return List.of(
                new Route(
                        "GET",
                        "/v1/charges",
                        and(PAGE, "created", "customer", "payment_intent"),
                        (id, params, call) -> listCharges(params)),
                new Route("GET", "/v1/charges/{id}", Set.of("expand"), (id, params, call) -> ledger.charges.get(id)),
                new Route(
                        "GET",
                        "/v1/payment_methods/{id}",
                        Set.of("expand"),
                        (id, params, call) -> ledger.methods.get(id)),
                new Route(
                        "GET",
                        "/v1/events",
                        and(PAGE, "created", "type", "types"),
                        (id, params, call) -> listEvents(params)),
                new Route("GET", "/v1/events/{id}", Set.of("expand"), (id, params, call) -> ledger.events.get(id)));
    }

    private static Set<String> and(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    private Object createCustomer(Params params, Call call) {
        return ledger.atomically(() -> {
            var customer = new Customer(
                    StripeIds.next("cus"),
                    call.now(),
                    params.text("name"),
                    params.text("email"),
                    params.text("phone"),
                    params.text("description"),
                    params.metadata(Map.of()));
            ledger.save(customer);
            ledger.happened("customer.created", customer, call);
            return customer;
        });
    }

    private Object listIntents(Params params) {
        var customer = params.text("customer");
        return shapes.list(
                "/v1/payment_intents",
                ledger.intents.page(
                        params,
                        intent -> (customer == null
                                        || customer.equals(intent.terms().customer()))
                                && params.createdMatches(intent.created())));
    }

    private Object search(Params params) {
        var filter = IntentSearch.parse(params.required("query"));
        var found = shapes.list("/v1/payment_intents/search", ledger.intents.page(params, filter));
        found.put("object", "search_result");
        found.put("next_page", null);
        return found;
    }

    private Object listRefunds(Params params) {
        var charge = params.text("charge");
        var intent = params.text("payment_intent");
        return shapes.list(
                "/v1/refunds",
                ledger.refunds.page(
                        params,
                        refund -> (charge == null || charge.equals(refund.charge()))
                                && (intent == null || intent.equals(refund.intent()))
                                && params.createdMatches(refund.created())));
    }

    private Object listCharges(Params params) {
        var customer = params.text("customer");
        var intent = params.text("payment_intent");
        return shapes.list(
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

    private Object listEvents(Params params) {
        var type = params.text("type");
        var types = params.texts("types");
        return shapes.list(
                "/v1/events",
                ledger.events.page(
                        params,
                        event -> (type == null || type.equals(event.type()))
                                && (types.isEmpty() || types.contains(event.type()))
                                && params.createdMatches(event.created())));
    }
}
