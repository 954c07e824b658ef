package dev.boxoffice.standalone.stripe.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/// The same against Stripe's own OpenAPI document and examples, which are no part of this repository: skipped
/// where they do not lie beside it.
class PublishedStripeContractTest extends StripeContractCheck {
    private static final Path FILES = Path.of("../../shared/data/stripe");

    @Override
    Set<String> parameters(StripeRoute route) {
        var operation = operation(spec(), route);
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

    private static JsonNode operation(JsonNode spec, StripeRoute route) {
        var template = route.path().replace("{id}", "{}");
        for (var path : spec.path("paths").properties()) {
            if (path.getKey().replaceAll("\\{[^}]*}", "{}").equals(template)) {
                return path.getValue().path(route.method().toLowerCase(Locale.ROOT));
            }
        }
        return spec.path("absent");
    }

    @Override
    Set<String> eventTypes() {
        var types = texts(spec().at("/paths/~1v1~1webhook_endpoints/post/requestBody/content")
                .path("application/x-www-form-urlencoded")
                .at("/schema/properties/enabled_events/items/enum"));
        types.add("refund.failed"); // younger than the document: https://docs.stripe.com/api/events/types
        return types;
    }

    @Override
    Set<String> paymentStates() {
        return texts(spec().at("/components/schemas/payment_intent/properties/status/enum"));
    }

    @Override
    Set<String> errorFields() {
        return Set.copyOf(spec().at("/components/schemas/api_errors/properties").propertyNames());
    }

    @Override
    JsonNode examples() {
        return read("fixtures3.json").path("resources");
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static JsonNode spec() {
        return read("spec3-2023-09-12.converted.json.gz");
    }

    private static JsonNode read(String name) {
        var file = FILES.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: " + file + " is absent");
        try (InputStream in =
                name.endsWith(".gz") ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
