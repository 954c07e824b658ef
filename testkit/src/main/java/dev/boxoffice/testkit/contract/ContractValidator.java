package dev.boxoffice.testkit.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Holds every answer that a test gets against the contract, whatever the test is about.
public final class ContractValidator {

    /// What operators, browsers and the services themselves call, and no client is written for.
    private static final List<String> NOT_DESCRIBED = List.of(
            "/actuator/",
            "/internal/",
            "/v3/api-docs",
            "/assets/",
            "/shop/",
            "/account/",
            "/waiting-room/",
            "/draw/",
            "/door",
            "/signed-in",
            "/docs",
            "/problems",
            "/dev/",
            "/oauth2/",
            "/login",
            "/.well-known/openid");

    private static final Set<String> TEXT_WITHOUT_SCHEMA = Set.of(
            "text/csv",
            "text/calendar",
            "application/octet-stream",
            "text/event-stream",
            "application/pdf",
            "text/html");
    private static final int SHOWN = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiContract contract;

    ContractValidator(ApiContract contract) {
        this.contract = contract;
    }

    /// The one of `contracts/openapi.yaml`.
    public static ContractValidator shared() {
        return new ContractValidator(ApiContract.shared());
    }

    /// @return the same response
    public <T> HttpResponse<T> check(HttpResponse<T> response) {
        check(ObservedAnswer.of(response));
        return response;
    }

    /// @throws AssertionError naming everything that differs
    public void check(ObservedAnswer answer) {
        var found = violations(answer);
        if (!found.isEmpty()) {
            throw new AssertionError("""
                    %s %s was answered otherwise than contracts/openapi.yaml says:
                      - %s
                    The answer: %d %s %s
                    Change the contract where the answer is right, and the code where the contract is.""".formatted(
                            answer.method(),
                            answer.path(),
                            String.join("\n  - ", found),
                            answer.status(),
                            answer.header("Content-Type").orElse(""),
                            shown(answer)));
        }
    }

    private static String shown(ObservedAnswer answer) {
        var body = answer.body();
        return body == null || body.length() <= SHOWN ? String.valueOf(body) : body.substring(0, SHOWN) + "…";
    }

    List<String> violations(ObservedAnswer answer) {
        var operation = contract.find(answer.method(), answer.path()).orElse(null);
        if (operation == null) {
            return answer.isSuccess()
                            && !answer.path().equals("/")
                            && NOT_DESCRIBED.stream().noneMatch(answer.path()::startsWith)
                    ? List.of("no operation is described for this method and path, and it was answered "
                            + answer.status())
                    : List.of();
        }
        var response = operation.response(answer.status()).orElse(null);
        if (response == null) {
            return List.of("operation %s may answer %s, not %d"
                    .formatted(operation.id(), String.join(", ", operation.statuses()), answer.status()));
        }
        var found = new ArrayList<String>();
        checkHeaders(answer, response, found);
        checkBody(answer, response, found);
        return found.stream()
                .map(line -> "operation %s, status %d: %s".formatted(operation.id(), answer.status(), line))
                .toList();
    }

    private void checkHeaders(ObservedAnswer answer, Place response, List<String> found) {
        response.child("headers").node().fieldNames().forEachRemaining(name -> {
            var header = contract.resolve(response.child("headers").child(name));
            var value = answer.header(name);
            if (value.isEmpty() && header.child("required").node().asBoolean()) {
                found.add("the header " + name + " is missing");
            }
            var schema = contract.resolve(header.child("schema"));
            value.filter(_ -> schema.exists())
                    .map(text -> contract.violations(schema, headerAsJson(text, schema)))
                    .ifPresent(lines -> lines.forEach(line -> found.add("header " + name + ": " + line)));
        });
    }

    private static String headerAsJson(String text, Place schema) {
        var isNumber = Set.of("integer", "number").contains(schema.child("type").text()) && text.matches("-?\\d+");
        return isNumber ? text : new TextNode(text).toString();
    }

    private void checkBody(ObservedAnswer answer, Place response, List<String> found) {
        var content = response.child("content");
        var body = answer.body();
        if (body == null || answer.isHead()) {
            return;
        }
        if (!content.exists() || body.isEmpty()) {
            if (content.exists()) {
                found.add("there is no body, where one is described");
            } else if (!body.isEmpty()) {
                found.add("there is a body, where none is described");
            }
            return;
        }
        var type = answer.mediaType().orElse("");
        if (!content.node().has(type)) {
            found.add("the media type is '%s', and only %s is described".formatted(type, names(content)));
            return;
        }
        var schema = content.child(type).child("schema");
        if (schema.exists() && !TEXT_WITHOUT_SCHEMA.contains(type)) {
            found.addAll(contract.violations(schema, body));
        }
        if (type.equals("application/problem+json")) {
            checkProblem(answer, body, response, found);
        }
    }

    private static void checkProblem(ObservedAnswer answer, String body, Place response, List<String> found) {
        var problem = read(body);
        var slug = problem.path("type").asText().replaceFirst("^/problems/", "");
        var described = new TreeSet<String>();
        response.child("x-problems").node().forEach(one -> described.add(one.asText()));
        if (!described.contains(slug)) {
            found.add("the problem is '%s', and only %s are described".formatted(slug, described));
        }
        if (problem.path("status").asInt() != answer.status()) {
            found.add("the problem's own status is " + problem.path("status"));
        }
    }

    private static String names(Place content) {
        return content.node().properties().stream()
                .map(entry -> entry.getKey().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("This should be JSON: " + text, broken);
        }
    }
}
