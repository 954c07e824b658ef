package dev.boxoffice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractValidatorTest {

    private static final ContractValidator VALIDATOR = new ContractValidator(ApiContract.of("""
            openapi: 3.1.0
            paths:
              /notes/{id}:
                get:
                  operationId: getNote
                  responses:
                    "200":
                      headers:
                        X-Request-Id: { $ref: "#/components/headers/RequestId" }
                        Retry-After: { schema: { type: integer } }
                      content:
                        application/json:
                          schema: { $ref: "#/components/schemas/Note" }
                    "204": { description: none }
                    "404":
                      x-problems: [not-found]
                      content:
                        application/problem+json:
                          schema: { type: object }
            components:
              headers:
                RequestId: { required: true, schema: { type: string } }
              schemas:
                Note:
                  type: object
                  additionalProperties: false
                  required: [text, at]
                  properties:
                    text: { type: string }
                    at: { type: string, format: date-time }
            """));

    private static final String NOTE = """
            {"text": "x", "at": "2027-03-01T10:15:30Z"}""";

    @Test
    void what_is_described_passes() {
        assertThat(violations(200, NOTE)).isEmpty();
        assertThat(violations(204, "")).isEmpty();
        assertThat(violations(404, """
                {"type": "/problems/not-found", "status": 404}""")).isEmpty();
    }

    @Test
    void a_status_that_is_not_described_is_named() {
        assertThat(violations(409, "{}")).containsExactly("operation getNote may answer 200, 204, 404, not 409");
    }

    @Test
    void each_wrong_member_is_named() {
        assertThat(violations(200, """
                {"at": "today", "colour": "red"}"""))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("colour", "#/components/schemas/Note"))
                .anySatisfy(line -> assertThat(line).contains("text", "required"))
                .anySatisfy(line -> assertThat(line).contains("/at", "date-time"));
    }

    @Test
    void a_problem_must_be_among_those_described_and_say_its_own_status() {
        assertThat(violations(404, """
                {"type": "/problems/gone", "status": 410}"""))
                .anySatisfy(line -> assertThat(line).contains("'gone'", "[not-found]"))
                .anySatisfy(line -> assertThat(line).contains("410"));
    }

    @Test
    void headers_and_media_types_count() {
        assertThat(VALIDATOR.violations(answer("GET", "/notes/1", 200, "application/json", NOTE, Map.of())))
                .singleElement()
                .asString()
                .contains("X-Request-Id is missing");
        assertThat(VALIDATOR.violations(answer(
                        "GET", "/notes/1", 200, "text/plain", "x", Map.of("X-Request-Id", "r", "Retry-After", "soon"))))
                .anySatisfy(line -> assertThat(line).contains("'text/plain'", "application/json"))
                .anySatisfy(line -> assertThat(line).contains("Retry-After"));
        assertThat(violations(200, "")).singleElement().asString().contains("no body");
        assertThat(violations(204, "{}")).singleElement().asString().contains("a body");
    }

    @Test
    void success_needs_an_operation_and_a_refusal_of_the_unknown_does_not() {
        assertThat(VALIDATOR.violations(answer("POST", "/notes/1", 200, "application/json", "{}", Map.of())))
                .isNotEmpty();
        assertThat(VALIDATOR.violations(answer("POST", "/notes/1", 405, "application/json", "{}", Map.of())))
                .isEmpty();
        assertThat(VALIDATOR.violations(answer("GET", "/actuator/health", 200, "application/json", "{}", Map.of())))
                .isEmpty();
    }

    @Test
    void the_error_says_what_was_asked_and_what_was_answered() {
        var wrong = answer("GET", "/notes/1", 418, "application/json", "{}", Map.of());
        assertThatThrownBy(() -> VALIDATOR.check(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("GET /notes/1", "getNote", "418", "contracts/openapi.yaml");
        assertThatCode(() -> VALIDATOR.check(
                        answer("HEAD", "/notes/1", 200, "application/json", "", Map.of("x-request-id", "r"))))
                .doesNotThrowAnyException();
    }

    private static List<String> violations(int status, String body) {
        var type = status < 400 ? "application/json;charset=UTF-8" : "application/problem+json";
        return VALIDATOR.violations(answer("GET", "/notes/1", status, type, body, Map.of("x-request-id", "r")));
    }

    private static ObservedAnswer answer(
            String method, String path, int status, String type, String body, Map<String, String> headers) {
        var all = new LinkedHashMap<String, List<String>>();
        all.put("content-type", List.of(type));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new ObservedAnswer(method, path, status, all, body);
    }
}
