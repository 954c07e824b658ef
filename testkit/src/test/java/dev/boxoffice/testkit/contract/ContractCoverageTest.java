package dev.boxoffice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

class ContractCoverageTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            paths:
              /notes/{id}:
                put:
                  operationId: saveNote
                  x-service: notes
                  x-ownership: none
                  parameters:
                    - { name: id, in: path, required: true, schema: { type: string } }
                    - { name: loud, in: query, schema: { type: boolean } }
                    - { name: If-Match, in: header, schema: { type: string } }
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: { $ref: "#/components/schemas/NoteRequest" }
                  responses:
                    "200":
                      content:
                        application/json:
                          schema: { $ref: "#/components/schemas/Note" }
                    "400": { description: malformed }
                    "408": { description: stalled }
                    "415": { description: of another type }
                    "422": { description: invalid }
            components:
              schemas:
                NoteRequest:
                  type: object
                  additionalProperties: false
                  properties:
                    text: { type: string }
                Note:
                  type: object
                  additionalProperties: false
                  required: [text, at, colour, lines]
                  properties:
                    text: { type: string }
                    at: { type: string, format: date-time }
                    colour: { type: string, enum: [RED, BLUE] }
                    lines: { type: array, items: { type: integer } }
                    author: { type: string }
            """;

    enum Colour {
        RED,
        BLUE
    }

    record NoteRequest(@Nullable String text) {}

    record Note(
            String text,
            Instant at,
            Colour colour,
            List<Integer> lines,
            @Nullable String author) {}

    @SuppressWarnings("unused")
    private static final class NoteController {
        ResponseEntity<Note> save(
                @PathVariable String id,
                @RequestParam(defaultValue = "false") boolean loud,
                @RequestHeader(value = "If-Match", required = false) String ifMatch,
                @RequestBody NoteRequest body) {
            return ResponseEntity.noContent().build();
        }

        ResponseEntity<?> forget(@PathVariable String id) {
            return ResponseEntity.noContent().build();
        }
    }

    @Test
    void what_agrees_agrees() {
        assertThat(differences(CONTRACT, mapping("PUT", "save"))).isEmpty();
    }

    @Test
    void each_side_may_lack_the_other() {
        assertThat(differences(CONTRACT, mapping("DELETE", "forget")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("saveNote", "no controller"))
                .anySatisfy(line -> assertThat(line).contains("NoteController.forget", "no operation"));
    }

    @Test
    void members_values_types_and_what_is_always_there_count() {
        assertThat(changed("text: { type: string }\n        at: {", "txt: { type: string }\n        at: {"))
                .anySatisfy(line -> assertThat(line).contains("lacks [text]", "[txt]"));
        assertThat(changed("[RED, BLUE]", "[RED]")).singleElement().asString().contains("values [RED]", "[BLUE, RED]");
        assertThat(changed("type: integer", "type: string"))
                .singleElement()
                .asString()
                .contains("lines[]", "integer");
        assertThat(changed("required: [text, ", "required: ["))
                .singleElement()
                .asString()
                .contains("always");
    }

    @Test
    void parameters_and_bodies_count() {
        assertThat(changed("name: loud", "name: noisy")).isNotEmpty();
        assertThat(changed("name: If-Match", "name: X-Colour")).hasSize(2);
        assertThat(changed("required: true\n        content", "required: false\n        content"))
                .singleElement()
                .asString()
                .contains("body");
    }

    private static List<String> changed(String from, String to) {
        assertThat(CONTRACT).contains(from);
        return differences(CONTRACT.replace(from, to), mapping("PUT", "save"));
    }

    private static List<String> differences(String contract, ApiMapping mapping) {
        return ContractCoverage.differences(ApiContract.of(contract), "notes", List.of(mapping));
    }

    private static ApiMapping mapping(String method, String name) {
        var handler = Arrays.stream(NoteController.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return new ApiMapping(method, "/notes/{id:[a-z]+}", handler);
    }
}
