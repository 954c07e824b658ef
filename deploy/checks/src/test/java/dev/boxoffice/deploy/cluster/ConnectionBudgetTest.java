package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.MarkdownTable.number;
import static dev.boxoffice.deploy.RenderedOverlay.environment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.MarkdownTable;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// O5: Postgres has a connection for every pool of every pod there may be, in the middle of a release, and room
/// beside.
class ConnectionBudgetTest {

    private static final List<String> WITH_DATABASE = ProjectFiles.SERVICES.subList(1, ProjectFiles.SERVICES.size());

    /// The four migrations with two each; the capture's own two; the operator's instance manager and exporter;
    /// three kept for superusers; what a person with psql, a dump and `verify` take.
    private static final int BESIDE_POOLS = 4 * 2 + 2 + 5 + 3 + 6;

    private static final String HEADING = "### Connections to Postgres";

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void all_pools_fit_with_a_tenth_to_spare(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        var needed = BESIDE_POOLS
                + WITH_DATABASE.stream()
                        .mapToInt(service -> podsDuringRelease(manifests, service) * pool(manifests, service))
                        .sum();
        assertThat(needed).as(overlay).isLessThanOrEqualTo(mostConnections(manifests) * 9 / 10);
        var row = MarkdownTable.of("docs/operations.md", "### What an overlay costs and carries")
                .row("overlay", overlay);
        assertThat(number(row, "connections")).as(overlay).isEqualTo(needed);
    }

    @Test
    void the_table_has_what_the_manifests_say() {
        var production = RenderedOverlay.of("production");
        var table = MarkdownTable.of("docs/operations.md", HEADING);
        var sum = 0;
        for (var service : WITH_DATABASE) {
            var row = table.row("service", service);
            assertThat(number(row, "pods at most")).as(service).isEqualTo(production.mostReplicas(service));
            assertThat(number(row, "in a release")).as(service).isEqualTo(podsDuringRelease(production, service));
            assertThat(number(row, "pool")).as(service).isEqualTo(pool(production, service));
            assertThat(number(row, "connections"))
                    .as(service)
                    .isEqualTo(podsDuringRelease(production, service) * pool(production, service));
            sum += number(row, "connections");
        }
        assertThat(number(table.row("service", "beside the pools"), "connections"))
                .isEqualTo(BESIDE_POOLS);
        assertThat(number(table.row("service", "all"), "connections")).isEqualTo(sum + BESIDE_POOLS);
        assertThat(number(table.row("service", "max_connections"), "connections"))
                .isEqualTo(mostConnections(production));
    }

    @Test
    void compose_s_pools_fit_too() {
        var command = ProjectFiles.yaml("docker-compose.yml")
                .at("/services/postgres/command")
                .toString();
        var most = Integer.parseInt(command.replaceFirst("(?s).*max_connections=(\\d+).*", "$1"));
        var keycloak = 100; // Keycloak's own pool at its most
        var needed = BESIDE_POOLS
                + keycloak
                + WITH_DATABASE.stream().mapToInt(ConnectionBudgetTest::ownPool).sum();
        assertThat(needed).isLessThanOrEqualTo(most * 9 / 10);
    }

    private static int podsDuringRelease(RenderedOverlay manifests, String service) {
        var surge = manifests
                .one("Deployment", service)
                .at("/spec/strategy/rollingUpdate/maxSurge")
                .asText();
        var pods = manifests.mostReplicas(service);
        return pods + Math.ceilDiv(pods * Integer.parseInt(surge.replace("%", "")), 100);
    }

    private static int pool(RenderedOverlay manifests, String service) {
        var deployment = manifests.one("Deployment", service);
        var own = environment(deployment).get("BOXOFFICE_DB_POOLSIZE");
        var config = RenderedOverlay.container(deployment).path("envFrom").findValue("configMapRef");
        var everybodys = config == null
                ? ""
                : manifests
                        .one("ConfigMap", config.path("name").asText())
                        .path("data")
                        .path("BOXOFFICE_DB_POOLSIZE")
                        .asText();
        return own != null
                ? Integer.parseInt(own)
                : everybodys.isEmpty() ? ownPool(service) : Integer.parseInt(everybodys);
    }

    /// As the service itself has it where nobody says otherwise.
    private static int ownPool(String service) {
        return Stream.of(service + "/src/main/resources/application.yaml", "platform/src/main/resources/platform.yaml")
                .flatMap(file -> ProjectFiles.documents(ProjectFiles.text(file)).stream())
                .mapToInt(ConnectionBudgetTest::setting)
                .filter(size -> size > 0)
                .findFirst()
                .orElseThrow();
    }

    private static int setting(JsonNode file) {
        var boxoffice = file.path("boxoffice");
        return boxoffice
                .path("db.pool-size")
                .asInt(boxoffice.path("db").path("pool-size").asInt());
    }

    private static int mostConnections(RenderedOverlay manifests) {
        if (manifests.has("Cluster", "postgres")) {
            return manifests
                    .one("Cluster", "postgres")
                    .at("/spec/postgresql/parameters/max_connections")
                    .asInt();
        }
        var arguments = RenderedOverlay.container(manifests.one("StatefulSet", "postgres"))
                .path("args")
                .toString();
        return Integer.parseInt(arguments.replaceFirst("(?s).*max_connections=(\\d+).*", "$1"));
    }
}
