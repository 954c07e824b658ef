package dev.boxoffice.event.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.boxoffice.platform.problem.FieldErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The validator says the same as a schema of pretix's plans, of a good plan and of every way to spoil one member of
/// it.
class PretixSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String PLAN = """
            {"name": "Hall", "size": {"width": 400, "height": 300},
             "categories": [{"name": "Stalls", "color": "#f00"}],
             "zones": [{"name": "Main", "displayed": true, "position": {"x": 10, "y": 20},
               "rows": [{"row_number": "1", "number_of_seats": 1, "seats_spacing": 25, "position": {"x": 1, "y": 2},
                 "seats": [{"seat_guid": "a", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Stalls"}]}],
               "areas": [{"color": "#000", "border_color": "#000", "width": 100, "height": 20, "rotation": 1.5,
                 "position": {"x": 0, "y": 0}, "text": "Stage"}]}]}""";

    @Test
    void accepts_and_refuses_what_the_schema_does() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(new ClassPathResource("pretix/seating-plan-0.0.1.json")
                        .getContentAsString(StandardCharsets.UTF_8));
        var variants = variants(JSON.readTree(PLAN));
        assertThat(variants).hasSizeGreaterThan(100);
        for (var variant : variants) {
            var text = variant.toString();
            var allowed = schema.validate(text, InputFormat.JSON).isEmpty();
            var errors = FieldErrors.collect();
            new PretixPlanValidator(errors).check(variant);
            assertThat(errors.isEmpty()).as(text).isEqualTo(allowed);
        }
    }

    /// The plan itself, and for every member a copy without it, and copies with a value of each other kind.
    private static List<JsonNode> variants(JsonNode plan) {
        var variants = new ArrayList<JsonNode>(List.of(plan));
        spoil(plan, plan, variants);
        return variants;
    }

    private static void spoil(JsonNode root, JsonNode at, List<JsonNode> into) {
        if (at instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                var original = object.get(name);
                object.remove(name);
                into.add(root.deepCopy());
                for (var other : List.of("null", "17", "1.5", "\"x\"", "true", "{}", "[]", "[17]")) {
                    object.set(name, JSON.readTree(other));
                    into.add(root.deepCopy());
                }
                object.set(name, original);
                spoil(root, original, into);
            }
            object.put("surprise", 1);
            into.add(root.deepCopy());
            object.remove("surprise");
        } else if (at instanceof ArrayNode array) {
            array.forEach(element -> spoil(root, element, into));
        }
    }
}
