package dev.boxoffice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.testkit.contract.ApiContract.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds of the checked-in contract by itself.
class ApiContractTest {

    private static final ApiContract CONTRACT = ApiContract.shared();

    @Test
    void each_operation_has_one_name_and_one_service() {
        assertThat(CONTRACT.operations())
                .extracting(ApiOperation::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+[A-Z][A-Za-z]*"));
        assertThat(CONTRACT.operations())
                .extracting(ApiOperation::service)
                .containsOnly("event", "search", "booking", "support", "gateway");
    }

    @Test
    void each_example_is_valid_by_its_schema() {
        var found = new ArrayList<String>();
        for (var operation : CONTRACT.operations()) {
            operation.requestBody().ifPresent(body -> checkExamples(operation, body, found));
            for (var status : operation.statuses()) {
                operation
                        .response(Integer.parseInt(status))
                        .ifPresent(response -> checkExamples(operation, response, found));
            }
        }
        assertThat(found).isEmpty();
    }

    private static void checkExamples(ApiOperation operation, Place owner, List<String> found) {
        var content = owner.child("content");
        content.node().fieldNames().forEachRemaining(type -> {
            var body = content.child(type);
            if (type.endsWith("json")) {
                examples(body)
                        .forEach(example -> CONTRACT.violations(body.child("schema"), example.toString())
                                .forEach(line -> found.add(operation + ", example: " + line)));
            }
        });
    }

    private static Stream<JsonNode> examples(Place body) {
        var named = body.child("examples");
        var all = new ArrayList<JsonNode>();
        named.node()
                .fieldNames()
                .forEachRemaining(name -> all.add(
                        CONTRACT.resolve(named.child(name)).child("value").node()));
        if (body.child("example").exists()) {
            all.add(body.child("example").node());
        }
        return all.stream();
    }

    @Test
    void each_operation_has_an_example_of_what_goes_in_and_comes_out() {
        assertThat(CONTRACT.operations().stream()
                        .filter(operation -> operation
                                .requestBody()
                                .filter(body -> lacksExample(body))
                                .isPresent()))
                .isEmpty();
        assertThat(CONTRACT.operations().stream()
                        .filter(operation -> operation.statuses().stream()
                                .filter(status -> status.startsWith("2"))
                                .map(status -> operation
                                        .response(Integer.parseInt(status))
                                        .orElseThrow())
                                .anyMatch(ApiContractTest::lacksExample)))
                .isEmpty();
    }

    private static boolean lacksExample(Place owner) {
        var content = owner.child("content");
        return content.node().properties().stream()
                .map(entry -> content.child(entry.getKey()))
                .filter(body -> body.pointer().endsWith("json"))
                .anyMatch(body -> examples(body).findAny().isEmpty());
    }

    @Test
    void the_path_with_more_literal_segments_is_found() {
        assertThat(CONTRACT.find("PUT", "/support/agents/me").map(ApiOperation::id))
                .contains("updateOwnAgent");
        assertThat(CONTRACT.find("PUT", "/support/agents/dana").map(ApiOperation::id))
                .contains("updateAgent");
        assertThat(CONTRACT.find("HEAD", "/bookings/1/tickets.pdf").map(ApiOperation::id))
                .contains("downloadTickets");
        assertThat(CONTRACT.find("GET", "/bookings/1/ticketsXpdf")).isEmpty();
        assertThat(CONTRACT.find("GET", "/nowhere")).isEmpty();
    }
}
