package dev.boxoffice.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.lang.reflect.Modifier;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
        for (String path :
                new String[] {"/", "/docs", "/docs/oauth2-redirect.html?code=a&state=b&iss=c", "/problems"}) {
            HttpResponse<String> page = get(path, request -> request.header("Accept", "text/html,*/*"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("<script>", "onclick", "style=");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'");
        }
        for (String asset : new String[] {"docs.js", "site.css", "icon.svg"}) {
            assertThat(get("/assets/" + asset).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_contract_is_served_as_json_and_kept_by_its_tag() {
        HttpResponse<String> answer = get("/v3/api-docs");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age", "public");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/v3/api-docs", request -> request.header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);

        JsonNode document = json(answer);
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/paths/~1booking~1reserve/post/operationId").asString())
                .isEqualTo("reserveSeats");
        assertThat(document.at("/paths/~1events~1{eventId}~1queue/post/responses/409/x-problems/0")
                        .asString())
                .isEqualTo("not-on-sale");
    }

    @Test
    void what_is_called_inside_the_platform_only_is_not_told_outside() {
        JsonNode document = json(get("/v3/api-docs"));
        assertThat(document.path("paths").propertyNames())
                .isNotEmpty()
                .noneMatch(path -> path.startsWith("/operator/"));
        assertThat(document.findValues("x-internal")).isEmpty();
    }

    @Test
    void every_problem_of_the_contract_has_a_page() {
        JsonNode document = json(get("/v3/api-docs"));
        Set<String> named = document.findValues("x-problems").stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        assertThat(named).contains("seat-taken");
        for (String slug : named) {
            assertThat(get("/problems/" + slug).statusCode()).as(slug).isEqualTo(200);
        }
    }

    @Test
    void the_viewer_comes_from_here_without_the_page_it_brings_along() {
        assertThat(get("/assets/viewer/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/assets/viewer/swagger-ui.css").statusCode()).isEqualTo(200);
        assertThat(get("/assets/viewer/index.html").statusCode()).isEqualTo(404);
    }
}
