package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.MarkdownTable.number;
import static dev.boxoffice.deploy.RenderedOverlay.container;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.MarkdownTable;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// O6: a pod's limit holds its heap and what was measured beside it, with a quarter of the latter to spare.
class MemoryBudgetTest {

    private static final String OPTIONS = ProjectFiles.text("deploy/image/jvm.options");

    @Test
    void heap_and_what_lies_beside_it_fit() {
        var percent = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)").matcher(OPTIONS);
        assertThat(percent.find()).isTrue();
        var production = RenderedOverlay.of("production");
        var compose = ProjectFiles.yaml("docker-compose.yml").path("services");
        var table = MarkdownTable.of("docs/operations.md", "### Memory");
        for (var service : ProjectFiles.SERVICES) {
            var limit = Quantity.mebibytes(container(production.one("Deployment", service))
                    .at("/resources/limits/memory")
                    .asText());
            var row = table.row("service", service);
            assertThat(number(row, "limit")).as(service).isEqualTo(limit);
            assertThat(number(row, "heap at most"))
                    .as(service)
                    .isEqualTo(limit * Integer.parseInt(percent.group(1)) / 100);
            assertThat(number(row, "heap at most") + number(row, "beside it, measured") * 5 / 4)
                    .as(service)
                    .isLessThanOrEqualTo(limit);
            assertThat(Quantity.mebibytes(
                            compose.path(service).path("mem_limit").asText()))
                    .as(service)
                    .isEqualTo(limit);
            if (!service.equals("gateway")) {
                var migration = Quantity.mebibytes(container(production.one("Job", service + "-migration"))
                        .at("/resources/limits/memory")
                        .asText());
                assertThat(migration - migration * Integer.parseInt(percent.group(1)) / 100)
                        .as("beside the heap of %s's migration", service)
                        .isGreaterThanOrEqualTo(number(row, "beside it, measured") - 30); // it serves nobody
            }
        }
    }

    @Test
    void what_lies_beside_the_heap_does_not_grow_with_the_node() {
        assertThat(OPTIONS).containsPattern("(?m)^-XX:ActiveProcessorCount=\\d$");
        for (var service : ProjectFiles.SERVICES) {
            assertThat(container(RenderedOverlay.of("production").one("Deployment", service))
                            .toString())
                    .as(service)
                    .doesNotContain("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");
        }
    }

    /// A Redis that is full refuses writes; one that is killed loads the same log and dies again. Its log written anew
    /// may copy a third of what it holds meanwhile.
    @ParameterizedTest
    @ValueSource(strings = {"local", "demo", "small"})
    void a_full_redis_refuses_before_it_is_killed(String overlay) {
        var redis = container(RenderedOverlay.of(overlay).one("StatefulSet", "redis"));
        assertThat(redis.path("command").toString()).contains("--maxmemory \\\"$MAXMEMORY\\\"");
        var most = redis.path("env")
                .valueStream()
                .filter(variable -> variable.path("name").asText().equals("MAXMEMORY"))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();
        assertFits(most, redis.at("/resources/limits/memory").asText());
    }

    @Test
    void compose_s_redis_refuses_too() {
        var redis = ProjectFiles.yaml("docker-compose.yml").at("/services/redis");
        var most = Pattern.compile("--maxmemory (\\d+mb)")
                .matcher(redis.path("command").toString());
        assertThat(most.find()).isTrue();
        assertFits(most.group(1), redis.path("mem_limit").asText());
    }

    private static void assertFits(String most, String limit) {
        assertThat(Integer.parseInt(most.replace("mb", "")) * 4 / 3).isLessThanOrEqualTo(Quantity.mebibytes(limit));
    }
}
