package dev.boxoffice.standalone.stripe.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.standalone.stripe.Outcome;
import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.ledger.SimulatorJournal;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCardError;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.payment.SimulatedPaymentService;
import dev.boxoffice.standalone.stripe.payment.SimulatedRefundService;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the simulator against what Stripe publishes: paths, parameters and event types against its OpenAPI document,
/// the objects against its own examples. The files lie beside the project and are no part of it.
class StripeContractTest {
    private static final Path FILES = Path.of("../../shared/data/stripe");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StripeFaultInjector faults = new StripeFaultInjector();
    private final SimulatorLedger ledger = new SimulatorLedger(SimulatorJournal.in(null), event -> {});
    private final StripeJsonWriter writer = new StripeJsonWriter(ledger, () -> URI.create("http://localhost:8080"));
    private final SimulatedPaymentService payments = new SimulatedPaymentService(ledger, faults);
    private final SimulatedRefundService refunds = new SimulatedRefundService(ledger);
    private final List<StripeRoute> routes = new StripeRouter(ledger, writer, payments, refunds).all();

    @Test
    void every_call_and_parameter_is_stripes() throws IOException {
        var spec = spec();
        for (var route : routes) {
            var operation = operation(spec, route);
            assertThat(operation.isMissingNode())
                    .as(route.method() + " " + route.path())
                    .isFalse();
            assertThat(parameters(operation)).as(route.toString()).containsAll(route.parameters());
        }
    }

    @Test
    void every_event_type_is_stripes() throws IOException {
        var known = new HashSet<String>();
        spec().at("/paths/~1v1~1webhook_endpoints/post/requestBody/content")
                .path("application/x-www-form-urlencoded")
                .at("/schema/properties/enabled_events/items/enum")
                .forEach(type -> known.add(type.asString()));
        assertThat(known).isNotEmpty();

        liveThroughEverything();

        var emitted = new TreeSet<String>();
        ledger.events.all().forEach(event -> emitted.add(event.type()));
        assertThat(emitted)
                .hasSizeGreaterThan(9)
                .allSatisfy(type -> assertThat(known).contains(type));
    }

    @Test
    void every_state_of_a_payment_is_stripes() throws IOException {
        var known = new HashSet<String>();
        spec().at("/components/schemas/payment_intent/properties/status/enum")
                .forEach(status -> known.add(status.asString()));
        assertThat(Stream.of(SimulatedPaymentIntent.Status.values()).map(SimulatedPaymentIntent.Status::wire))
                .allSatisfy(status -> assertThat(known).contains(status));
    }

    @Test
    void error_objects_have_stripes_fields() throws IOException {
        var known = Set.copyOf(
                spec().at("/components/schemas/api_errors/properties").propertyNames());
        var refusal = StripeRefusalException.card(SimulatedCardError.DECLINED, payment("pm_card_visa"));
        var error = tree(refusal.error()).path("error");
        assertThat(error.propertyNames()).allSatisfy(field -> assertThat(known).contains(field));
    }

    @Test
    void objects_have_the_shapes_of_stripes_own_examples() throws IOException {
        var file = FILES.resolve("fixtures3.json");
        assumeTrue(Files.exists(file), () -> "skipped: " + file + " is absent");
        var examples = JSON.readTree(Files.newInputStream(file)).path("resources");

        liveThroughEverything();

        assertThat(Stream.of(ledger.intents, ledger.charges, ledger.refunds, ledger.customers, ledger.methods)
                        .flatMap(table -> table.all().stream()))
                .isNotEmpty()
                .allSatisfy(object -> {
                    var ours = tree(object);
                    assertSameShape(
                            ours.path("object").asString(),
                            ours,
                            examples.path(ours.path("object").asString()));
                });
        assertThat(ledger.events.all())
                .allSatisfy(event -> assertSameShape("event", without(tree(event), "data"), examples.path("event")));
    }

    private static void assertSameShape(String name, JsonNode ours, JsonNode example) {
        assertThat(example.isMissingNode()).as(name).isFalse();
        ours.properties().forEach(field -> {
            var theirs = example.path(field.getKey());
            assertThat(theirs.isMissingNode()).as(name + "." + field.getKey()).isFalse();
            if (!field.getValue().isNull() && !theirs.isNull()) {
                assertThat(field.getValue().getNodeType())
                        .as(name + "." + field.getKey())
                        .isEqualTo(theirs.getNodeType());
            }
        });
    }

    private static JsonNode without(JsonNode object, String field) {
        return ((tools.jackson.databind.node.ObjectNode) object).without(field);
    }

    private JsonNode tree(Object object) {
        return JSON.valueToTree(writer.json(object));
    }

    /// Payments in every state, refunds, a customer: all events there are.
    private void liveThroughEverything() {
        var paid = payment("pm_card_visa");
        refunds.create(params(Map.of("payment_intent", paid.id(), "amount", "100")), call());
        var waiting = payment("pm_card_authenticationRequired");
        payments.decide(waiting.id(), Outcome.DELAY, call());
        payments.cancel(payment("pm_card_authenticationRequired").id(), params(Map.of()), call());
        payments.decide(payment("pm_card_authenticationRequired").id(), Outcome.FAIL, call());
        try {
            payment("pm_card_chargeDeclined");
        } catch (StripeRefusalException refusal) {
            assertThat(refusal.status()).isEqualTo(402);
        }
        routes.stream()
                .filter(route -> route.path().equals("/v1/customers"))
                .forEach(route -> route.action().run("", params(Map.of("email", "alice@example.org")), call()));
    }

    private SimulatedPaymentIntent payment(String card) {
        return payments.create(
                params(Map.of(
                        "amount", "4500",
                        "currency", "eur",
                        "payment_method", card,
                        "confirm", "true",
                        "return_url", "https://shop.example.org")),
                call());
    }

    private static StripeParameters params(Map<String, Object> values) {
        return new StripeParameters(values);
    }

    private static StripeCall call() {
        return StripeCall.own(Clock.systemUTC().instant());
    }

    private static JsonNode operation(JsonNode spec, StripeRoute route) {
        var template = route.path().replace("{id}", "{}");
        for (var path : spec.path("paths").properties()) {
            if (path.getKey().replaceAll("\\{[^}]*}", "{}").equals(template)) {
                return path.getValue().path(route.method().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return spec.path("absent");
    }

    private static Set<String> parameters(JsonNode operation) {
        var names = new HashSet<String>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asString()));
        names.addAll(operation
                .path("requestBody")
                .path("content")
                .path("application/x-www-form-urlencoded")
                .at("/schema/properties")
                .propertyNames());
        return names;
    }

    private static JsonNode spec() throws IOException {
        var file = FILES.resolve("spec3-2023-09-12.converted.json.gz");
        assumeTrue(Files.exists(file), () -> "skipped: " + file + " is absent");
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readTree(packed);
        }
    }
}
