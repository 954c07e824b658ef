package dev.boxoffice.standalone.stripe.api;

import com.sun.net.httpserver.HttpExchange;
import dev.boxoffice.standalone.http.Exchanges;
import dev.boxoffice.standalone.stripe.ledger.StripeRememberedAnswer;
import dev.boxoffice.standalone.stripe.model.StripeIdGenerator;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeFormParser;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Stripe's API over HTTP: keys, form parameters, idempotency, error objects and headers as Stripe has them.
public final class StripeApiHandler {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_KEY_LENGTH = 255;

    private final List<StripeRoute> routes;
    private final StripeJsonWriter writer;
    private final StripeIdempotencyRegistry idempotency;
    private final String secretKey;
    private final Clock clock;

    public StripeApiHandler(
            List<StripeRoute> routes,
            StripeJsonWriter writer,
            StripeIdempotencyRegistry idempotency,
            String secretKey,
            Clock clock) {
        this.routes = routes;
        this.writer = writer;
        this.idempotency = idempotency;
        this.secretKey = secretKey;
        this.clock = clock;
    }

    /// An answer ready to be written.
    public record Answer(int status, Map<String, @Nullable Object> body, Map<String, String> headers) {}

    public Answer handle(HttpExchange exchange) throws IOException {
        var requestId = StripeIdGenerator.next("req");
        var headers = new TreeMap<String, String>();
        headers.put("Request-Id", requestId);
        var version = exchange.getRequestHeaders().getFirst("Stripe-Version");
        headers.put("Stripe-Version", version == null ? StripeJsonWriter.API_VERSION : version);
        try {
            var route = route(exchange);
            var params = params(exchange);
            authenticate(exchange, params);
            params.allowing(route.parameters());
            return carryOut(exchange, route, params, requestId, headers);
        } catch (StripeRefusalException refusal) {
            return new Answer(refusal.status(), writer.json(refusal.error()), headers);
        }
    }

    private StripeRoute route(HttpExchange exchange) {
        var method = exchange.getRequestMethod();
        var path = exchange.getRequestURI().getPath();
        for (var route : routes) {
            if (route.matches(method, path)) {
                return route;
            }
        }
        throw StripeRefusalException.unknownPath(method, path);
    }

    private static StripeParameters params(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw StripeRefusalException.invalid("Request too large.", null, null);
        }
        var form = new String(body, StandardCharsets.UTF_8);
        return new StripeParameters(
                StripeFormParser.parse(query == null ? form : form.isEmpty() ? query : query + "&" + form));
    }

    /// A secret key does everything; a browser that knows a payment's client secret may read and confirm that payment.
    private void authenticate(HttpExchange exchange, StripeParameters params) {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            if (params.has("client_secret")) {
                return;
            }
            throw StripeRefusalException.unauthenticated(
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
                            + " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        var key = key(authorization);
        if (!MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), secretKey.getBytes(StandardCharsets.UTF_8))) {
            var shown = key.length() > 12 ? key.substring(0, 8) + "****" : "****";
            throw StripeRefusalException.unauthenticated("Invalid API Key provided: " + shown);
        }
    }

    /// A bearer token, or the user name of basic authentication, as in Stripe's own `curl -u sk_test_…:`.
    private static String key(String authorization) {
        if (authorization.startsWith("Bearer ")) {
            return authorization.substring("Bearer ".length());
        }
        if (authorization.startsWith("Basic ")) {
            try {
                var decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
                return new String(decoded, StandardCharsets.UTF_8).replaceFirst(":.*", "");
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
        return "";
    }

    private Answer carryOut(
            HttpExchange exchange,
            StripeRoute route,
            StripeParameters params,
            String requestId,
            Map<String, String> headers) {
        var id = route.id(exchange.getRequestURI().getPath());
        var key = "POST".equals(route.method()) ? exchange.getRequestHeaders().getFirst("Idempotency-Key") : null;
        if (key == null) {
            return answer(run(route, id, params, new StripeCall(requestId, null, clock.instant())), params, headers);
        }
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw StripeRefusalException.invalid("Idempotency keys have 1 to 255 characters.", null, null);
        }
        headers.put("Idempotency-Key", key);
        var fingerprint =
                Exchanges.sha256(route.method() + exchange.getRequestURI().getPath() + params.values());
        var remembered = idempotency.begin(key, fingerprint);
        if (remembered != null) {
            headers.put("Idempotent-Replayed", "true");
            headers.put("Original-Request", remembered.requestId());
            return answer(new Result(remembered.status(), remembered.body()), params, headers);
        }
        try {
            var result = run(route, id, params, new StripeCall(requestId, key, clock.instant()));
            idempotency.remember(
                    new StripeRememberedAnswer(key, fingerprint, requestId, result.status(), result.object()));
            return answer(result, params, headers);
        } catch (StripeRefusalException refusal) {
            idempotency.forget(key);
            throw refusal;
        }
    }

    private record Result(int status, Object object) {}

    /// A refused card was still an attempt, and is remembered; other refusals changed nothing.
    private static Result run(StripeRoute route, String id, StripeParameters params, StripeCall call) {
        try {
            return new Result(200, route.action().run(id, params, call));
        } catch (StripeRefusalException refusal) {
            if (refusal.status() == 402) {
                return new Result(402, refusal.error());
            }
            throw refusal;
        }
    }

    @SuppressWarnings("unchecked") // lists come as the maps that JsonWriter made
    private Answer answer(Result result, StripeParameters params, Map<String, String> headers) {
        var body = result.object() instanceof Map<?, ?> list
                ? (Map<String, @Nullable Object>) list
                : writer.json(result.object());
        writer.expand(body, params.texts("expand"));
        return new Answer(result.status(), body, headers);
    }
}
