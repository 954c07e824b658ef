package dev.boxoffice.standalone.stripe;

import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.http.LoopbackServer;
import dev.boxoffice.standalone.stripe.api.StripeApiHandler;
import dev.boxoffice.standalone.stripe.api.StripeIdempotencyRegistry;
import dev.boxoffice.standalone.stripe.api.StripeJsonWriter;
import dev.boxoffice.standalone.stripe.api.StripeRouter;
import dev.boxoffice.standalone.stripe.fault.StripeFaultInjector;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import dev.boxoffice.standalone.stripe.ledger.SimulatorJournal;
import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.payment.SimulatedDisputeService;
import dev.boxoffice.standalone.stripe.payment.SimulatedFollowUpWorker;
import dev.boxoffice.standalone.stripe.payment.SimulatedPaymentService;
import dev.boxoffice.standalone.stripe.payment.SimulatedRefundService;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.webhook.WebhookDeliveryWorker;
import dev.boxoffice.standalone.stripe.webhook.WebhookEndpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A running simulator, for tests in the same process; [StripeSimulatorApplication] makes it a process of its own.
public final class StripeSimulator implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final StripeSimulatorOptions options;
    private final StripeFaultInjector faults = new StripeFaultInjector();
    private final SimulatorJournal journal;
    private final SimulatorLedger ledger;
    private final WebhookDeliveryWorker webhooks;
    private final SimulatedPaymentService payments;
    private final SimulatedFollowUpWorker followUps;
    private final StripeApiHandler api;
    private final StripeDevHandler dev;
    private final Clock clock;
    private final int port;
    private @Nullable LoopbackServer server;

    private StripeSimulator(StripeSimulatorOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.journal = SimulatorJournal.in(options.journal());
        this.ledger = new SimulatorLedger(journal, this::deliver);
        var writer = new StripeJsonWriter(ledger, this::publicUrl);
        this.webhooks = new WebhookDeliveryWorker(endpoint(options), faults, writer::json, this::delivered, clock);
        this.payments = new SimulatedPaymentService(ledger, faults);
        var refunds = new SimulatedRefundService(ledger);
        var disputes = new SimulatedDisputeService(ledger);
        this.followUps = new SimulatedFollowUpWorker(ledger, refunds, disputes, options.followUpDelay(), clock);
        var routes = new StripeRouter(ledger, writer, payments, refunds, disputes).all();
        this.api =
                new StripeApiHandler(routes, writer, new StripeIdempotencyRegistry(ledger), options.secretKey(), clock);
        var dashboard = new StripeDashboardHandler(ledger, writer, refunds, disputes, clock);
        this.dev = new StripeDevHandler(ledger, payments, dashboard, faults, clock);
        this.server = LoopbackServer.start(options.port(), this::handle);
        this.port = server.port();
        ledger.undelivered().forEach(webhooks::deliver);
        followUps.start();
    }

    private static WebhookEndpoint endpoint(StripeSimulatorOptions options) {
        return new WebhookEndpoint(options.webhookUrl(), options.webhookSecret(), options::delivers, options.retries());
    }

    /// Starts one; it ends with this JVM at the latest.
    public static StripeSimulator start(StripeSimulatorOptions options) {
        return new StripeSimulator(options, Clock.systemUTC());
    }

    private void deliver(SimulatedEvent event) {
        webhooks.deliver(event);
        followUps.after(event);
    }

    private void delivered(SimulatedEvent event) {
        ledger.delivered(event.id());
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/healthz")) {
            Exchanges.json(exchange, 200, Map.of("status", "UP"));
        } else if (path.startsWith("/dev/")) {
            dev.handle(exchange);
        } else {
            stripe(exchange);
        }
    }

    private void stripe(HttpExchange exchange) throws IOException {
        faults.awaitLatency();
        if (faults.failsRequest()) {
            Exchanges.json(
                    exchange, 500, Map.of("error", Map.of("type", "api_error", "message", "A fault on purpose.")));
            return;
        }
        var answer = api.handle(exchange);
        if (faults.losesResponse()) {
            exchange.close();
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        Exchanges.send(exchange, answer.status(), "application/json", JSON.writeValueAsBytes(answer.body()));
    }

    /// What to give a Stripe client as its API base.
    public String baseUrl() {
        return "http://localhost:" + port;
    }

    public String secretKey() {
        return options.secretKey();
    }

    public String webhookSecret() {
        return options.webhookSecret();
    }

    private URI publicUrl() {
        var configured = options.publicUrl();
        return configured == null ? URI.create(baseUrl()) : configured;
    }

    /// The faults in force from now on; [StripeFaults#NONE] ends them.
    public void faults(StripeFaults next) {
        faults.set(next);
    }

    /// Where events go from now on; null stops deliveries.
    public void deliverTo(@Nullable URI endpoint) {
        webhooks.deliverTo(endpoint);
    }

    /// How many deliveries the endpoint accepted.
    public long deliveries() {
        return webhooks.deliveries();
    }

    /// Makes a payment come to that, as `POST /dev/payments/{id}/outcome` does; empty when it is final already.
    public Optional<String> decide(String paymentIntent, SimulatedOutcome outcome) {
        return payments.decide(paymentIntent, outcome, StripeCall.own(clock.instant()))
                .map(intent -> intent.status().wire());
    }

    /// The state of a payment in Stripe's word (`succeeded`, …); empty when there is no such payment.
    public Optional<String> status(String paymentIntent) {
        return Optional.ofNullable(ledger.intents.find(paymentIntent))
                .map(intent -> intent.status().wire());
    }

    /// How many payments took money and have not wholly given it back, nor lost it to a dispute, with that metadata
    /// value.
    public long captured(String metadataKey, String value) {
        return ledger.intents
                .all()
                .filter(intent -> value.equals(intent.terms().metadata().get(metadataKey)))
                .map(intent -> intent.state().charge())
                .filter(charge -> charge != null && money(charge) > 0)
                .count();
    }

    /// What is left of a payment after refunds and disputes, in Stripe's unit.
    public long balance(String paymentIntent) {
        var intent = ledger.intents.find(paymentIntent);
        var charge = intent == null ? null : intent.state().charge();
        if (charge == null) {
            return 0;
        }
        var found = ledger.charges.find(charge);
        if (found == null || !found.succeeded()) {
            return 0;
        }
        var dispute = found.dispute() == null ? null : ledger.disputes.find(found.dispute());
        var withBank = dispute != null && dispute.withdrawn() ? dispute.amount() : 0;
        return found.refundable() - withBank;
    }

    /// How many refunds of each payment were made, whatever became of them.
    public Map<String, Long> refunds() {
        return ledger.refunds.all().collect(Collectors.groupingBy(SimulatedRefund::intent, Collectors.counting()));
    }

    private long money(String chargeId) {
        var charge = ledger.charges.find(chargeId);
        if (charge == null || !charge.succeeded()) {
            return 0;
        }
        var dispute = charge.dispute() == null ? null : ledger.disputes.find(charge.dispute());
        return dispute != null && dispute.withdrawn() ? 0 : charge.refundable();
    }

    /// Stops listening, as if Stripe were unreachable; state and port are kept.
    public synchronized void goDown() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    public synchronized void comeBack() {
        if (server == null) {
            server = LoopbackServer.start(port, this::handle);
        }
    }

    @Override
    public void close() {
        goDown();
        followUps.close();
        webhooks.close();
        journal.close();
    }
}
