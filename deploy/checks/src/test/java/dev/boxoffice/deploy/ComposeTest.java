package dev.boxoffice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final String TEXT = ProjectFiles.text("docker-compose.yml");
    private static final JsonNode COMPOSE = ProjectFiles.yaml("docker-compose.yml");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::[-?][^}]*)?}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:http|jdbc:postgresql|redis)://(?:[^@/]*@)?([a-z][a-z0-9-]*):(\\d+)");

    @Test
    void it_is_a_compose_file() {
        var schema = ProjectFiles.json("deploy/checks/src/test/resources/schemas/compose-spec.json");
        // Its `$schema` is draft-07 by an address that only nearly is the official one.
        ((ObjectNode) schema).remove(List.of("$schema", "$id"));
        var compose =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
        assertThat(compose.validate(COMPOSE)).isEmpty();

        ObjectNode wrong = COMPOSE.deepCopy();
        ((ObjectNode) wrong.at("/services/gateway")).put("enviroment", "x");
        assertThat(compose.validate(wrong)).isNotEmpty();
    }

    @Test
    void every_variable_is_explained_and_every_explained_one_is_used() {
        var explained = new TreeSet<String>();
        var example = Pattern.compile("(?m)^(?:# )?([A-Z0-9_]+)=").matcher(ProjectFiles.text(".env.example"));
        while (example.find()) {
            explained.add(example.group(1));
        }
        assertThat(references(TEXT).keySet()).isEqualTo(explained);
    }

    @Test
    void secrets_come_from_outside_and_must_be_given() {
        var secret = Pattern.compile("PASSWORD|SECRET|SIGNINGKEY|REDISCLI_AUTH");
        COMPOSE.path("services")
                .properties()
                .forEach(service -> environment(service.getValue()).forEach((name, value) -> {
                    if (secret.matcher(name).find()) {
                        assertThat(value).as("%s of %s", name, service.getKey()).matches("\\$\\{[A-Z0-9_]+:\\?[^}]+}");
                    }
                }));
        assertThat(ProjectFiles.text(".env.example").lines().filter(line -> line.matches("[A-Z].*")))
                .isNotEmpty()
                .filteredOn(line -> !line.equals("BOXOFFICE_TICKET_PREVIOUSPUBLICKEYS=")) // public, and none at first
                .allMatch(line -> line.matches("[A-Z0-9_]+=@(password|key|ed25519|sk_test|whsec)@"));
        assertThat(ProjectFiles.text(".gitignore").lines()).contains(".env");
        assertThat(ProjectFiles.text(".dockerignore").lines()).contains(".env");
        assertThat(TEXT + ProjectFiles.text("deploy/compose/keycloak/boxoffice-realm.json"))
                .doesNotContainPattern("sk_(live|test)_[A-Za-z0-9]{8}")
                .doesNotContainPattern("whsec_[A-Za-z0-9]{8}");
    }

    @Test
    void every_variable_of_ours_is_one_our_processes_know() {
        var known = KnownSettings.known();
        COMPOSE.path("services").properties().forEach(service -> {
            if (isOurs(service.getValue())) {
                assertThat(known)
                        .as(service.getKey())
                        .containsAll(environment(service.getValue()).keySet());
            }
        });
    }

    @Test
    void every_process_of_the_contract_runs() {
        var names = new TreeSet<String>();
        COMPOSE.path("services").fieldNames().forEachRemaining(names::add);
        assertThat(names).containsAll(ProjectFiles.SERVICES);
        for (var service : ProjectFiles.SERVICES) {
            assertThat(COMPOSE.at("/services/" + service + "/build/args/SERVICE")
                            .asText())
                    .isEqualTo(service);
            assertThat(Files.exists(ProjectFiles.path(service + "/pom.xml"))).isTrue();
        }
    }

    @Test
    void ports_agree_with_the_services_and_with_each_other() {
        var listening = new TreeMap<String, String>();
        for (var service : ProjectFiles.SERVICES) {
            var port = environment(COMPOSE.path("services").path(service)).get("SERVER_PORT");
            var own = Pattern.compile("\\$\\{(?:SERVER_PORT|BOXOFFICE_PORT):(\\d+)}")
                    .matcher(ProjectFiles.text(service + "/src/main/resources/application.yaml"));
            assertThat(own.find()).as(service).isTrue();
            assertThat(port).as(service).isEqualTo(own.group(1));
            listening.put(service, port);
        }
        listening.put(
                "dev-token", environment(COMPOSE.at("/services/dev-token")).get("SERVER_PORT"));
        // What the official images listen on.
        listening.putAll(Map.of(
                "postgres", "5432",
                "redis", "6379",
                "elasticsearch", "9200",
                "keycloak", "8080",
                "jaeger", "4318",
                "prometheus", "9090"));
        var configured = TEXT + ProjectFiles.text("deploy/compose/grafana/datasources/prometheus.yaml");
        var address = ADDRESS.matcher(configured);
        var seen = 0;
        while (address.find()) {
            var host = address.group(1);
            if (host.equals("localhost")) {
                continue;
            }
            seen++;
            assertThat(listening).as(address.group()).containsEntry(host, address.group(2));
        }
        assertThat(seen).isGreaterThan(15);
    }

    @Test
    void metrics_are_read_where_they_are_served() {
        for (var job :
                ProjectFiles.yaml("deploy/compose/prometheus/prometheus.yaml").path("scrape_configs")) {
            var service = job.path("job_name").asText();
            var environment = environment(COMPOSE.path("services").path(service));
            // The gateway's own port is everybody's, and shows no metrics.
            var port = service.equals("gateway")
                    ? environment.get("MANAGEMENT_SERVER_PORT")
                    : environment.get("SERVER_PORT");
            assertThat(job.at("/static_configs/0/targets/0").asText()).isEqualTo(service + ":" + port);
            assertThat(job.path("metrics_path").asText()).isEqualTo("/actuator/prometheus");
        }
    }

    @Test
    void images_are_pinned() {
        COMPOSE.path("services").properties().forEach(service -> {
            var image = service.getValue().path("image").asText();
            if (isOurs(service.getValue())) {
                assertThat(service.getValue().has("build")).as(service.getKey()).isTrue();
            } else {
                assertThat(image).as(service.getKey()).matches(".+:v?\\d+\\.\\d+[.\\w-]*");
            }
        });
        var gateway = RenderedOverlay.of("local");
        for (var store : List.of("postgres", "redis", "elasticsearch")) {
            assertThat(RenderedOverlay.container(gateway.one("StatefulSet", store))
                            .path("image"))
                    .isEqualTo(COMPOSE.at("/services/" + store + "/image"));
        }
    }

    @Test
    void a_service_starts_when_those_it_needs_are_healthy() {
        var services = COMPOSE.path("services");
        services.properties()
                .forEach(service -> service.getValue()
                        .path("depends_on")
                        .properties()
                        .forEach(needed -> {
                            var other = services.path(needed.getKey());
                            assertThat(other.isObject())
                                    .as("%s needs %s", service.getKey(), needed.getKey())
                                    .isTrue();
                            if (needed.getValue().path("condition").asText().equals("service_healthy")) {
                                assertThat(other.has("healthcheck") || isOurs(other))
                                        .as("%s can be healthy", needed.getKey())
                                        .isTrue();
                            }
                        }));
        assertThat(ProjectFiles.text("Dockerfile")).contains("HEALTHCHECK");
        services.properties().stream()
                .filter(service -> !service.getKey().equals("jaeger")) // has no shell to ask itself with
                .forEach(service -> assertThat(service.getValue().has("healthcheck") || isOurs(service.getValue()))
                        .as(service.getKey())
                        .isTrue());
    }

    @Test
    void our_processes_may_do_as_little_as_possible() {
        COMPOSE.path("services").properties().stream()
                .filter(service -> isOurs(service.getValue()))
                .forEach(service -> {
                    assertThat(service.getValue().path("read_only").asBoolean())
                            .as(service.getKey())
                            .isTrue();
                    assertThat(service.getValue().path("cap_drop").toString())
                            .as(service.getKey())
                            .isEqualTo("[\"ALL\"]");
                    assertThat(service.getValue().has("mem_limit"))
                            .as(service.getKey())
                            .isTrue();
                });
    }

    /// D14: `/dev/token` gives operators' tokens, so nothing is published to the network unless told to.
    @Test
    void ports_are_published_on_loopback_only() {
        var published = new ArrayList<String>();
        COMPOSE.path("services")
                .forEach(service -> service.path("ports")
                        .forEach(port -> published.add(
                                port.asText().replace("${BOXOFFICE_STANDALONE_BIND:-127.0.0.1}", "127.0.0.1"))));
        assertThat(published).hasSizeGreaterThan(5).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void what_is_mounted_exists() {
        var mounted = new ArrayList<String>();
        COMPOSE.path("services")
                .properties()
                .forEach(service -> service.getValue().path("volumes").forEach(volume -> {
                    var source = volume.asText().split(":", -1)[0];
                    if (source.startsWith("./")) {
                        mounted.add(source);
                    } else {
                        assertThat(COMPOSE.path("volumes").has(source))
                                .as(source)
                                .isTrue();
                    }
                }));
        assertThat(mounted).hasSizeGreaterThan(5).allMatch(source -> Files.exists(ProjectFiles.path(source)));
    }

    @Test
    void search_can_read_changes() {
        assertThat(COMPOSE.at("/services/postgres/command").toString())
                .contains("wal_level=logical", "max_slot_wal_keep_size=");
    }

    @Test
    void the_realm_gives_tokens_the_services_accept() {
        var realm = ProjectFiles.json("deploy/compose/keycloak/boxoffice-realm.json");
        var enumeration = ProjectFiles.text("platform/src/main/java/dev/boxoffice/platform/security/Role.java");
        assertThat(realm.at("/roles/realm").findValuesAsText("name"))
                .hasSize(6)
                .allSatisfy(role -> assertThat(
                                enumeration.toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                        .contains(role));
        realm.path("clients").forEach(client -> {
            assertThat(client.path("protocolMappers").findValuesAsText("claim.name"))
                    .containsExactly("roles");
            assertThat(client.path("protocolMappers").findValuesAsText("included.custom.audience"))
                    .containsExactly(
                            environment(COMPOSE.at("/services/gateway")).get("BOXOFFICE_OIDC_AUDIENCE"));
        });
        assertThat(environment(COMPOSE.at("/services/gateway")).get("BOXOFFICE_OIDC_ISSUER"))
                .isEqualTo(environment(COMPOSE.at("/services/keycloak")).get("KC_HOSTNAME") + "/realms/"
                        + realm.path("realm").asText());
        assertThat(references(realm.toString()).keySet())
                .allMatch(name -> environment(COMPOSE.at("/services/keycloak")).containsKey(name));
        assertThat(realm.path("users").findValuesAsText("value")).isNotEmpty().allMatch("${DEMO_PASSWORD}"::equals);
        assertThat(realm.path("clients").findValuesAsText("clientId"))
                .contains(environment(COMPOSE.at("/services/dev-token")).get("DEV_TOKEN_CLIENT"));
    }

    private static boolean isOurs(JsonNode service) {
        return service.path("image").asText().startsWith("boxoffice/");
    }

    private static Map<String, String> environment(JsonNode service) {
        return RenderedOverlay.labels(service.path("environment"));
    }

    /// Variable to the whole reference.
    private static Map<String, String> references(String text) {
        var references = new TreeMap<String, String>();
        var reference = REFERENCE.matcher(text.replaceAll("(?m)^\\s*#.*$", "").replace("$$", ""));
        while (reference.find()) {
            references.put(reference.group(1), reference.group());
        }
        return references;
    }
}
