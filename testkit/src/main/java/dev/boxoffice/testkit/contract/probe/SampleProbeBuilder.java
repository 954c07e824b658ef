package dev.boxoffice.testkit.contract.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.boxoffice.testkit.contract.ApiContract;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import dev.boxoffice.testkit.contract.ApiOperation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes an operation's request out of its examples in the contract, about things that exist.
final class SampleProbeBuilder {

    private final ApiContract contract;
    private final ProbedService service;

    SampleProbeBuilder(ApiContract contract, ProbedService service) {
        this.contract = contract;
        this.service = service;
    }

    /// The operation's request as it should be.
    Probe build(ApiOperation operation) {
        var path = operation.path();
        var query = new ArrayList<String>();
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Authorization", "Bearer " + service.token()));
        for (var reference : operation.parameters()) {
            var parameter = contract.resolve(reference);
            var name = parameter.child("name").text();
            switch (parameter.child("in").text()) {
                case "path" -> path = path.replace("{" + name + "}", variable(operation, parameter));
                case "query" -> {
                    if (parameter.child("required").node().asBoolean()) {
                        query.add(name + "=" + encoded(sample(parameter)));
                    }
                }
                default -> {
                    if (service.headers().containsKey(name)) {
                        headers.add(Map.entry(name, service.headers().get(name)));
                    }
                }
            }
        }
        var body = operation.requestBody().map(described -> {
            var type = mediaType(described);
            headers.add(Map.entry("Content-Type", type));
            return example(described, type).toString().getBytes(StandardCharsets.UTF_8);
        });
        return new Probe(
                "nothing",
                operation.method(),
                path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                List.copyOf(headers),
                body.orElse(null),
                ProbeExpectation.NO_FAILURE);
    }

    private String variable(ApiOperation operation, Place parameter) {
        var name = parameter.child("name").text();
        var own = service.variables().get(operation.id() + "." + name);
        var value = own == null ? service.variables().get(name) : own;
        return encoded(value == null ? sample(parameter) : value);
    }

    private static String sample(Place parameter) {
        var example = parameter.child("example");
        var schema = parameter.child("schema");
        return example.exists()
                ? example.text()
                : schema.child("enum").node().path(0).asText("x");
    }

    static String mediaType(Place body) {
        return body.child("content").node().fieldNames().next();
    }

    JsonNode example(Place body, String type) {
        var content = body.child("content").child(type);
        var examples = content.child("examples");
        var example = content.child("example").exists()
                ? content.child("example").node()
                : examples.node().elements().next().path("value");
        return replaced(example.deepCopy());
    }

    private JsonNode replaced(JsonNode node) {
        node.forEach(this::replaced);
        if (node instanceof ObjectNode object) {
            service.members().forEach((name, value) -> {
                if (object.has(name)) {
                    var text = TextNode.valueOf(value);
                    object.set(
                            name,
                            object.get(name).isArray() ? object.arrayNode().add(text) : text);
                }
            });
        }
        return node;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
