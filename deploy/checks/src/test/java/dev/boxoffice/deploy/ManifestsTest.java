package dev.boxoffice.deploy;

import static dev.boxoffice.deploy.RenderedOverlay.container;
import static dev.boxoffice.deploy.RenderedOverlay.environment;
import static dev.boxoffice.deploy.RenderedOverlay.labels;
import static dev.boxoffice.deploy.RenderedOverlay.name;
import static dev.boxoffice.deploy.RenderedOverlay.selects;
import static dev.boxoffice.deploy.RenderedOverlay.template;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:http|jdbc:postgresql|redis)://(?:[^@/]*@)?([a-z0-9-]+):(\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void every_object_reads_strictly(String overlay) {
        var strict = new StrictSchemaCheck();
        var objects = RenderedOverlay.of(overlay).objects();
        assertThat(objects)
                .hasSizeGreaterThan(20)
                .allSatisfy(object -> assertThat(strict.problems(object))
                        .as("%s %s", object.path("kind").asText(), name(object))
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Deployment", "HorizontalPodAutoscaler", "Cluster", "RedisCluster", "HTTPRoute", "ExternalSecret"
            })
    void a_misspelt_field_is_noticed(String kind) {
        var object = (ObjectNode)
                RenderedOverlay.of("production").all(kind).getFirst().deepCopy();
        ((ObjectNode) object.path("spec")).put("mispelt", 1);
        assertThat(new StrictSchemaCheck().problems(object)).isNotEmpty();
    }

    /// O10: what no schema says, the definitions say in CEL.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Gateway   | /spec/listeners/0          | protocol    | \"HTTP\"                          | tls must not be specified",
                "Gateway   | /spec/listeners/0          | tls         | {\"mode\": \"Passthrough\"}       | tls mode must be Terminate",
                "HTTPRoute | /spec/rules/0 | timeouts | {\"request\": \"1s\", \"backendRequest\": \"2s\"} | backendRequest timeout cannot be longer",
                "HTTPRoute | /spec/rules/0/matches/0/path | value     | \"/events//\"                     | must not contain '//'",
                "HTTPRoute | /spec/rules/0/backendRefs/0 | port       |                                   | Must have port for Service reference",
                "Cluster   | /spec                      | imageCatalogRef | {\"apiGroup\": \"postgresql.cnpg.io\", \"kind\": \"ImageCatalog\", \"name\": \"a\", \"major\": 18} | imageName and imageCatalogRef are mutually exclusive",
                "Cluster   | /spec/postgresql/synchronous | number    | 0                                 | The number of synchronous replicas should be greater than zero",
            })
    void a_rule_of_the_operator_that_is_broken_is_noticed(
            String kind, String place, String field, @Nullable String value, String message) throws Exception {
        var object = RenderedOverlay.of("production").all(kind).getFirst().deepCopy();
        var changed = (ObjectNode) object.at(place);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.set(field, new ObjectMapper().readTree(value));
        }
        assertThat(new StrictSchemaCheck().problems(object))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void no_object_is_there_twice(String overlay) {
        assertThat(RenderedOverlay.of(overlay).objects().stream()
                        .map(object -> object.path("kind").asText() + " " + name(object)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void services_budgets_and_autoscalers_find_what_they_are_for(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        var pods = manifests.workloads();
        for (var workload : pods) {
            if (!workload.path("kind").asText().equals("Job")) {
                assertThat(selects(workload.path("spec").path("selector"), podLabels(workload)))
                        .as(name(workload))
                        .isTrue();
            }
        }
        for (var service : manifests.all("Service")) {
            var selector = labels(service.path("spec").path("selector"));
            var pod = pods.stream()
                    .filter(it -> podLabels(it).entrySet().containsAll(selector.entrySet()))
                    .findFirst();
            assertThat(pod).as("pods of service %s", name(service)).isPresent();
            for (var port : service.path("spec").path("ports")) {
                assertThat(containerPort(
                                pod.orElseThrow(), port.path("targetPort").asText()))
                        .as("port %s of service %s", port.path("name").asText(), name(service))
                        .isEqualTo(port.path("port").asInt());
            }
        }
        for (var budget : manifests.all("PodDisruptionBudget")) {
            assertThat(pods)
                    .as("pods of budget %s", name(budget))
                    .anyMatch(pod -> selects(budget.path("spec").path("selector"), podLabels(pod)));
        }
        for (var autoscaler : manifests.all("HorizontalPodAutoscaler")) {
            var target = autoscaler.path("spec").path("scaleTargetRef");
            assertThat(manifests.has(
                            target.path("kind").asText(), target.path("name").asText()))
                    .as("target of autoscaler %s", name(autoscaler))
                    .isTrue();
        }
    }

    @Test
    void ports_are_those_the_services_listen_on() {
        for (var service : ProjectFiles.SERVICES) {
            var application = ProjectFiles.text(service + "/src/main/resources/application.yaml");
            var own = Pattern.compile("\\$\\{(?:SERVER_PORT|BOXOFFICE_PORT):(\\d+)}")
                    .matcher(application);
            assertThat(own.find()).as("port in application.yaml of %s", service).isTrue();
            var deployment = RenderedOverlay.of("production").one("Deployment", service);
            assertThat(containerPort(deployment, "http")).as(service).isEqualTo(Integer.parseInt(own.group(1)));
            assertThat(environment(deployment)).containsEntry("SERVER_PORT", own.group(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void every_variable_is_one_our_processes_know(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        var known = KnownSettings.known();
        for (var workload : ours(manifests)) {
            assertThat(known)
                    .as(name(workload))
                    .containsAll(environment(workload).keySet());
            for (var source : container(workload).path("envFrom")) {
                if (source.has("configMapRef")) {
                    var map = source.path("configMapRef").path("name").asText();
                    assertThat(known)
                            .containsAll(labels(manifests.one("ConfigMap", map).path("data"))
                                    .keySet());
                } else if (overlay.equals("production")) {
                    var secret = manifests.one(
                            "ExternalSecret",
                            source.path("secretRef").path("name").asText());
                    assertThat(known).as(name(secret)).containsAll(keys(secret));
                }
            }
        }
    }

    @Test
    void every_secret_that_is_named_is_made() {
        var production = RenderedOverlay.of("production");
        var made = new TreeSet<>(production.all("ExternalSecret").stream()
                .map(secret -> secret.path("spec").path("target").path("name").asText())
                .toList());
        production.all("Secret").forEach(secret -> made.add(name(secret)));
        var named = new ArrayList<String>();
        for (var object : production.objects()) {
            object.findValues("secretRef")
                    .forEach(it -> named.add(it.path("name").asText()));
            object.findValues("passwordSecret")
                    .forEach(it -> named.add(it.path("name").asText()));
            object.findValues("redisSecret")
                    .forEach(it -> named.add(it.path("name").asText()));
            object.findValues("accessKeyId")
                    .forEach(it -> named.add(it.path("name").asText()));
            object.findValuesAsText("secretName").forEach(named::add);
        }
        assertThat(named).hasSizeGreaterThan(15);
        assertThat(made).containsAll(named);

        var local = ProjectFiles.text("k8s/make-secrets.sh");
        for (var service : ProjectFiles.SERVICES) {
            assertThat(local).contains(service.equals("gateway") ? "secret gateway" : "secret \"$service-service\"");
        }
    }

    /// O9: a demonstration has its own, and each says what it is.
    @Test
    void what_the_demonstration_calls_a_secret_says_that_it_is_none() {
        var decoder = Base64.getMimeDecoder();
        for (var secret : RenderedOverlay.of("demo").all("Secret")) {
            labels(secret.path("data")).forEach((key, value) -> {
                var text = new String(decoder.decode(value), UTF_8);
                if (key.endsWith("KEY") && !text.startsWith("sk_")) {
                    text = new String(decoder.decode(text), ISO_8859_1);
                }
                if (!key.startsWith("BUYER_") && !key.endsWith("PREVIOUSPUBLICKEYS")) {
                    assertThat(text).as(key).contains("demo");
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "small", "production"})
    void no_secret_is_written_down(String overlay) {
        assertThat(RenderedOverlay.of(overlay).all("Secret")).allSatisfy(secret -> {
            assertThat(name(secret)).isEqualTo("elasticsearch-roles");
            assertThat(secret.toString()).doesNotContainIgnoringCase("password");
        });
        assertThat(RenderedOverlay.of(overlay).objects())
                .allSatisfy(object -> assertThat(object.toString())
                        .doesNotContainPattern("sk_(live|test)_[A-Za-z0-9]{8}")
                        .doesNotContainPattern("whsec_[A-Za-z0-9]{8}")
                        .doesNotContain("PRIVATE KEY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void containers_may_do_as_little_as_possible(String overlay) {
        for (var workload : RenderedOverlay.of(overlay).workloads()) {
            var pod = template(workload).path("spec");
            var container = container(workload);
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                    .as(name(workload))
                    .isFalse();
            assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean())
                    .as(name(workload))
                    .isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .as(name(workload))
                    .isEqualTo("RuntimeDefault");
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .as(name(workload))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .as(name(workload))
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/requests/cpu").isMissingNode())
                    .as(name(workload))
                    .isFalse();
            assertThat(container.at("/resources/limits/memory"))
                    .as(name(workload))
                    .isEqualTo(container.at("/resources/requests/memory"));
        }
        for (var workload : ours(RenderedOverlay.of(overlay))) {
            assertThat(container(workload)
                            .at("/securityContext/readOnlyRootFilesystem")
                            .asBoolean())
                    .as(name(workload))
                    .isTrue();
        }
    }

    @Test
    void probes_do_not_ask_a_store() {
        for (var service : ProjectFiles.SERVICES) {
            var container = container(RenderedOverlay.of("production").one("Deployment", service));
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/actuator/health/liveness");
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/actuator/health/liveness");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/actuator/health/readiness");
        }
        var groups =
                ProjectFiles.yaml("platform/src/main/resources/platform.yaml").at("/management/endpoint.health.group");
        assertThat(groups.path("readiness.include").asText()).isEqualTo("readinessState,firstContact");
        assertThat(groups.path("liveness.include").asText()).isEqualTo("livenessState");
    }

    @Test
    void pods_have_time_to_drain() {
        var grace = Pattern.compile("shutdown-grace: (\\d+)s")
                .matcher(ProjectFiles.text("platform/src/main/resources/platform.yaml"));
        assertThat(grace.find()).isTrue();
        for (var service : ProjectFiles.SERVICES) {
            var pod = template(RenderedOverlay.of("production").one("Deployment", service))
                    .path("spec");
            var drain = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
            assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                    .isGreaterThan(drain + 2 * Integer.parseInt(grace.group(1)));
        }
    }

    @Test
    void only_the_migration_job_migrates() {
        var production = RenderedOverlay.of("production");
        for (var service : ProjectFiles.SERVICES.subList(1, ProjectFiles.SERVICES.size())) {
            assertThat(environment(production.one("Deployment", service)))
                    .containsEntry("SPRING_FLYWAY_ENABLED", "false");
            var job = production.one("Job", service + "-migration");
            assertThat(environment(job)).doesNotContainKey("SPRING_FLYWAY_ENABLED");
            assertThat(secrets(job)).contains(service + "-migrator");
            assertThat(secrets(production.one("Deployment", service))).doesNotContain(service + "-migrator");
            assertThat(container(job).path("image"))
                    .isEqualTo(container(production.one("Deployment", service)).path("image"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "local", "small", "production"})
    void addresses_lead_somewhere(String overlay) {
        var manifests = RenderedOverlay.of(overlay);
        var reachable = new ArrayList<>(
                List.of("postgres-rw:5432", "redis-leader:6379", "redis-follower:6379", "elasticsearch-es-http:9200"));
        for (var service : manifests.all("Service")) {
            for (var port : service.path("spec").path("ports")) {
                reachable.add(name(service) + ":" + port.path("port").asInt());
            }
        }
        var configured = Stream.concat(
                        ours(manifests).stream().flatMap(workload -> environment(workload).values().stream()),
                        manifests.all("ConfigMap").stream()
                                .filter(map -> name(map).startsWith("boxoffice-"))
                                .flatMap(map -> labels(map.path("data")).values().stream()))
                .toList();
        var found = new ArrayList<String>();
        for (var value : configured) {
            var address = ADDRESS.matcher(value);
            while (address.find()) {
                if (!address.group(1).equals("localhost")) {
                    found.add(address.group(1) + ":" + address.group(2));
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(5);
        assertThat(reachable).containsAll(found);
    }

    @Test
    void everything_is_closed_unless_a_policy_opens_it() {
        var production = RenderedOverlay.of("production");
        var closed = production.one("NetworkPolicy", "default-deny").path("spec");
        assertThat(closed.path("podSelector")).isEmpty();
        assertThat(closed.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(closed.has("ingress") || closed.has("egress")).isFalse();
        for (var service : ProjectFiles.SERVICES) {
            assertThat(selects(
                            production
                                    .one("NetworkPolicy", service)
                                    .path("spec")
                                    .path("podSelector"),
                            podLabels(production.one("Deployment", service))))
                    .as(service)
                    .isTrue();
        }
    }

    @Test
    void the_route_lets_in_what_the_gateway_serves_and_no_more() {
        var route = RenderedOverlay.of("production").one("HTTPRoute", "boxoffice");
        var prefixes = new ArrayList<String>();
        for (var rule : route.path("spec").path("rules")) {
            for (var match : rule.path("matches")) {
                prefixes.add(match.path("path").path("value").asText());
            }
        }
        var paths = ProjectFiles.text("gateway/src/main/java/dev/boxoffice/gateway/route/RouteTable.java");
        var public_ = paths.substring(paths.indexOf("OF_SERVICES"), paths.indexOf("OF_STANDALONE"));
        var pattern = Pattern.compile("\"(/[^\"]+?)(/\\*\\*)?\"").matcher(public_);
        var served = new ArrayList<String>();
        while (pattern.find()) {
            served.add(pattern.group(1));
        }
        assertThat(served).hasSizeGreaterThan(8);
        assertThat(served)
                .allMatch(path ->
                        prefixes.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/")));
        assertThat(prefixes)
                .contains("/draw") // a page of the gateway's own
                .noneMatch(prefix -> prefix.startsWith("/actuator") || prefix.startsWith("/dev"));
    }

    @Test
    void streams_have_no_deadline_at_the_edge() {
        for (var rule : RenderedOverlay.of("production")
                .one("HTTPRoute", "boxoffice")
                .path("spec")
                .path("rules")) {
            if (rule.toString().contains("/events")) {
                assertThat(rule.at("/timeouts/request").asText()).isEqualTo("0s");
            }
        }
    }

    @Test
    void roles_and_schemas_are_those_of_the_contract() {
        var contract = ProjectFiles.text("contracts/postgres/bootstrap.sql");
        for (var overlay : List.of("production", "local")) {
            var bootstrap = RenderedOverlay.of(overlay).one("ConfigMap", "postgres-bootstrap");
            assertThat(bootstrap.at("/data/bootstrap.sql").asText()).as(overlay).isEqualTo(contract);
        }
        var roles = RenderedOverlay.of("production").one("Cluster", "postgres").at("/spec/managed/roles");
        var names = new TreeSet<>(roles.findValuesAsText("name").stream()
                .filter(name -> !name.startsWith("postgres-"))
                .toList());
        assertThat(names).hasSize(12).allSatisfy(role -> assertThat(contract).contains("'" + role + "'"));
        for (var role : roles) {
            // CloudNativePG takes away what is not asked for.
            var name = role.path("name").asText();
            assertThat(role.path("replication").asBoolean()).isEqualTo(name.startsWith("search_service"));
            assertThat(role.path("inRoles").valueStream().map(JsonNode::asText).toList())
                    .isEqualTo(name.endsWith("_alternate") ? List.of(name.replace("_alternate", "")) : List.of());
        }
    }

    @Test
    void metrics_are_read_where_they_are_served() {
        var production = RenderedOverlay.of("production");
        for (var name : ProjectFiles.SERVICES) {
            var service = production.one("Service", name);
            var monitors = production.all("ServiceMonitor").stream()
                    .filter(monitor -> selects(
                            monitor.path("spec").path("selector"),
                            labels(service.path("metadata").path("labels"))))
                    .toList();
            assertThat(monitors).as(name).hasSize(1);
            var deployment = production.one("Deployment", name);
            var read = containerPort(
                    deployment, monitors.getFirst().at("/spec/endpoints/0/port").asText());
            // The gateway's own port is everybody's, and shows no metrics.
            var served = name.equals("gateway") ? "MANAGEMENT_SERVER_PORT" : "SERVER_PORT";
            assertThat(environment(deployment)).containsEntry(served, Integer.toString(read));
            assertThat(production.all("NetworkPolicy").stream()
                            .flatMap(policy -> policy.path("spec").findValues("ingress").stream())
                            .filter(rules -> rules.toString().contains("\"monitoring\""))
                            .map(JsonNode::toString))
                    .as("Prometheus may read %s", name)
                    .anyMatch(rules -> rules.contains("\"port\":" + read));
        }
    }

    @Test
    void autoscalers_use_figures_that_exist() {
        var rules = ProjectFiles.text("k8s/monitoring/adapter-rules.yaml");
        var metrics = new ArrayList<String>();
        for (var autoscaler : RenderedOverlay.of("production").all("HorizontalPodAutoscaler")) {
            for (var metric : autoscaler.path("spec").path("metrics")) {
                if (metric.path("type").asText().equals("Pods")) {
                    metrics.add(metric.at("/pods/metric/name").asText());
                }
            }
        }
        assertThat(metrics).hasSize(3).allSatisfy(metric -> {
            assertThat(rules).contains(metric.substring("boxoffice_".length()));
            assertThat(KnownMetrics.isKnown(metric)).as(metric).isTrue();
        });
    }

    private static List<JsonNode> ours(RenderedOverlay manifests) {
        return manifests.workloads().stream()
                .filter(workload -> container(workload).path("image").asText().contains("boxoffice/"))
                .toList();
    }

    private static Map<String, String> podLabels(JsonNode workload) {
        return labels(template(workload).path("metadata").path("labels"));
    }

    private static int containerPort(JsonNode workload, String portName) {
        for (var port : container(workload).path("ports")) {
            if (port.path("name").asText().equals(portName)) {
                return port.path("containerPort").asInt();
            }
        }
        throw new AssertionError(name(workload) + " has no port " + portName);
    }

    private static List<String> secrets(JsonNode workload) {
        var secrets = new ArrayList<String>();
        container(workload)
                .path("envFrom")
                .forEach(source ->
                        secrets.add(source.path("secretRef").path("name").asText()));
        return secrets;
    }

    private static List<String> keys(JsonNode externalSecret) {
        var template = externalSecret.at("/spec/target/template/data");
        return template.isObject()
                ? List.copyOf(labels(template).keySet())
                : externalSecret.path("spec").path("data").findValuesAsText("secretKey");
    }
}
