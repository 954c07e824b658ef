package dev.boxoffice.standalone.stripe.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Against the contract that lies in this repository, in our own words.
class StripeContractTest extends StripeContractCheck {
    private static final Path FILES = Path.of("src/test/resources/stripe");

    private final JsonNode contract = read("contract.json");

    @Override
    Set<String> parameters(StripeRoute route) {
        return texts(contract.path("calls").path(route.method() + " " + route.path()));
    }

    @Override
    Set<String> eventTypes() {
        return texts(contract.path("eventTypes"));
    }

    @Override
    Set<String> paymentStates() {
        return texts(contract.path("paymentStates"));
    }

    @Override
    Set<String> errorFields() {
        return texts(contract.path("errorFields"));
    }

    @Override
    JsonNode examples() {
        return read("objects.json");
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static JsonNode read(String name) {
        try {
            return JSON.readTree(Files.readString(FILES.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
