package dev.boxoffice.standalone.stripe.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.ledger.SimulatorJournal;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCardError;
import dev.boxoffice.standalone.stripe.model.SimulatedDisputeAction;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund.Status;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.payment.SimulatedDisputeService;
import dev.boxoffice.standalone.stripe.payment.SimulatedPaymentService;
import dev.boxoffice.standalone.stripe.payment.SimulatedRefundService;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the simulator against what Stripe is: its calls and parameters, event types, states, errors and objects.
abstract class StripeContractCheck {
    static final JsonMapper JSON = JsonMapper.shared();

    private final StripeFaultInjector faults = new StripeFaultInjector();
    private final SimulatorLedger ledger = new SimulatorLedger(SimulatorJournal.in(null), event -> {});
    private final StripeJsonWriter writer = new StripeJsonWriter(ledger, () -> URI.create("http://localhost:8080"));
    private final SimulatedPaymentService payments = new SimulatedPaymentService(ledger, faults);
    private final SimulatedRefundService refunds = new SimulatedRefundService(ledger);
    private final SimulatedDisputeService disputes = new SimulatedDisputeService(ledger);
    private final List<StripeRoute> routes = new StripeRouter(ledger, writer, payments, refunds, disputes).all();

    /// The parameters Stripe knows of this call.
    abstract Set<String> parameters(StripeRoute route);

    abstract Set<String> eventTypes();

    abstract Set<String> paymentStates();

    abstract Set<String> errorFields();

    /// One object of each kind, by its name.
    abstract JsonNode examples();

    @Test
    void every_call_and_parameter_is_stripes() {
        for (var route : routes) {
            assertThat(parameters(route)).as(route.toString()).isNotEmpty().containsAll(route.parameters());
        }
    }

    @Test
    void every_event_type_is_stripes() {
        liveThroughEverything();
        ledger.refunds.all().forEach(refund -> refunds.settle(refund.id(), Status.FAILED, call()));

        var emitted = new TreeSet<String>();
        ledger.events.all().forEach(event -> emitted.add(event.type()));
        assertThat(emitted).hasSizeGreaterThan(9).isSubsetOf(eventTypes());
    }

    @Test
    void every_state_of_a_payment_is_stripes() {
        assertThat(Stream.of(SimulatedPaymentIntent.Status.values()).map(SimulatedPaymentIntent.Status::wire))
                .isSubsetOf(paymentStates());
    }

    @Test
    void error_objects_have_stripes_fields() {
        var refusal = StripeRefusalException.card(SimulatedCardError.DECLINED, payment("pm_card_visa"));
        assertThat(tree(refusal.error()).path("error").propertyNames()).isSubsetOf(errorFields());
    }

    @Test
    void objects_have_the_shapes_of_stripes() {
        var examples = examples();
        liveThroughEverything();

        assertThat(Stream.of(
                                ledger.intents,
                                ledger.charges,
                                ledger.refunds,
                                ledger.disputes,
                                ledger.customers,
                                ledger.methods)
                        .flatMap(table -> table.all()))
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
        disputed(SimulatedDisputeAction.OPEN, SimulatedDisputeAction.WIN);
        disputed(SimulatedDisputeAction.INQUIRE, SimulatedDisputeAction.ESCALATE, SimulatedDisputeAction.LOSE);
        var waiting = payment("pm_card_authenticationRequired");
        payments.decide(waiting.id(), SimulatedOutcome.DELAY, call());
        payments.cancel(payment("pm_card_authenticationRequired").id(), params(Map.of()), call());
        payments.decide(payment("pm_card_authenticationRequired").id(), SimulatedOutcome.FAIL, call());
        try {
            payment("pm_card_chargeDeclined");
        } catch (StripeRefusalException refusal) {
            assertThat(refusal.status()).isEqualTo(402);
        }
        routes.stream()
                .filter(route -> route.path().equals("/v1/customers"))
                .forEach(route -> route.action().run("", params(Map.of("email", "alice@example.org")), call()));
    }

    private void disputed(SimulatedDisputeAction... actions) {
        var charge = Objects.requireNonNull(payment("pm_card_visa").state().charge());
        for (var action : actions) {
            assertThat(disputes.act(ledger.charges.get(charge), action, call())).isPresent();
        }
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
}
