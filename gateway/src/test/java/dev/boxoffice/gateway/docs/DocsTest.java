package dev.boxoffice.gateway.docs;

import static dev.boxoffice.gateway.StandInService.respond;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.lang.reflect.Modifier;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DocsTest extends GatewayTest {

    @Test
    void every_problem_type_has_a_page_for_people_and_machines() {
        for (ProblemType type : types()) {
            HttpResponse<String> page = get(type.uri().toString(), request -> request.header("Accept", "text/html"));
            assertThat(page.statusCode()).as(type.slug()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.body()).contains(type.title(), "What to do");
            JsonNode entry = json(get(type.uri().toString(), request -> request.header("Accept", "application/json")));
            assertThat(entry.path("status").asInt()).isEqualTo(type.status());
            assertThat(entry.path("title").asString()).isEqualTo(type.title());
        }
        assertThat(get("/problems").body()).contains("/problems/seat-taken");
    }

    private static Iterable<ProblemType> types() {
        return Stream.of(ProblemTypes.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (ProblemType) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void pages_run_no_inline_script() {
        for (String path : new String[] {"/", "/docs", "/problems"}) {
            HttpResponse<String> page = get(path, request -> request.header("Accept", "text/html,*/*"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("<script>", "onclick", "style=");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'");
        }
        for (String asset : new String[] {"docs.js", "api.js", "site.css", "icon.svg"}) {
            assertThat(get("/assets/" + asset).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void one_document_describes_the_platform_and_survives_a_missing_service() {
        EVENTS.on("/v3/api-docs", exchange -> respond(exchange, 200, "application/json", """
                {"openapi":"3.1.0","paths":{"/venues":{"get":{"summary":"Venues"}},"/actuator":{"get":{}}},
                 "components":{"schemas":{"Page":{"type":"object"}}}}"""));
        BOOKINGS.on("/v3/api-docs", exchange -> respond(exchange, 200, "application/json", """
                {"openapi":"3.1.0","paths":{"/bookings":{"get":{"responses":{"200":{"content":{"application/json":
                 {"schema":{"$ref":"#/components/schemas/Page"}}}}}}}},
                 "components":{"schemas":{"Page":{"type":"array"}}}}"""));
        SEARCH.on("/v3/api-docs", exchange -> respond(exchange, 500, "text/plain", "broken"));
        JsonNode document = json(get("/v3/api-docs"));
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/paths/~1venues/get/summary").asString()).isEqualTo("Venues");
        assertThat(document.at("/paths/~1events~1{eventId}~1queue/post").isObject())
                .isTrue();
        assertThat(document.path("paths").has("/actuator")).isFalse();
        assertThat(document.at("/components/schemas/BookingPage/type").asString())
                .isEqualTo("array");
        assertThat(document.at("/paths/~1bookings/get/responses/200/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/BookingPage");
        assertThat(document.path("x-missing-services").valueStream().map(JsonNode::asString))
                .contains("search");
    }

    @Test
    void equal_schemas_are_shared() {
        ObjectNode base = JSON.createObjectNode();
        OpenApiMerge merge = new OpenApiMerge(base);
        ObjectNode service =
                (ObjectNode) JSON.readTree("{\"components\":{\"schemas\":{\"Money\":{\"type\":\"object\"}}}}");
        merge.add("event", service, _ -> true);
        merge.add("booking", service, _ -> true);
        assertThat(merge.document().at("/components/schemas").size()).isEqualTo(1);
    }
}
