package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.standalone.store.ElasticsearchServer;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.ProjectRoot;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// O11: Elasticsearch's password is changed while search answers, as docs/operations.md says: of two users that
/// may the same one is in use at a time. What they may is what the manifests give them.
@Tag("stores")
class ElasticsearchUserRotationTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String ROLE = "boxoffice_search";
    private static final BCryptPasswordEncoder BCRYPT = new BCryptPasswordEncoder();

    private final StoreHome home = StoreHome.temporary("elasticsearch");
    private int words;

    @Test
    void a_password_is_changed_while_search_answers() throws Exception {
        var elasticsearch = ElasticsearchServer.secured(
                home,
                400,
                Map.of(
                        "users", users("the first", "known to nobody"),
                        "users_roles", ROLE + ":search,search_alternate\n",
                        "roles.yml", rolesOfTheManifests()));
        elasticsearch.start();
        try (var postgres = TestPostgres.start().migrate("event");
                var redis = TestRedis.start();
                var before = start(postgres, redis, elasticsearch, "search", "the first")) {
            await().atMost(LONG).until(() -> isAnswering(before));

            change(users("the first", "the next"));
            await().atMost(LONG).until(() -> mayEnter(elasticsearch, "search_alternate", "the next"));
            try (var after = start(postgres, redis, elasticsearch, "search_alternate", "the next")) {
                await().atMost(LONG).until(() -> isAnswering(after));
                assertThat(isAnswering(before)).isTrue();

                before.close();
                change(users("known to nobody", "the next"));
                await().atMost(LONG).until(() -> !mayEnter(elasticsearch, "search", "the first"));
                assertThat(isAnswering(after)).isTrue();
            }
        } finally {
            elasticsearch.stop();
        }
    }

    /// Whoever is asked for a word that nobody has asked for has to ask Elasticsearch.
    private boolean isAnswering(ConfigurableApplicationContext service) {
        var port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new SearchApiClient(port).search("term", "rotation" + words++).status() == 200;
    }

    private static boolean mayEnter(ElasticsearchServer elasticsearch, String user, String password)
            throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(elasticsearch.url() + "/_security/_authenticate"))
                    .header("Authorization", "Basic " + credentials)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    /// As ECK writes it, and Elasticsearch reads it again within seconds.
    private void change(String users) throws IOException {
        Files.writeString(home.data().resolve("config/users"), users);
    }

    private static String users(String password, String alternate) {
        return "search:%s\nsearch_alternate:%s\n".formatted(BCRYPT.encode(password), BCRYPT.encode(alternate));
    }

    private static String rolesOfTheManifests() throws IOException {
        var manifest = Files.readString(ProjectRoot.path().resolve("k8s/components/elasticsearch/roles.yaml"));
        var roles = manifest.substring(manifest.indexOf("roles.yml: |") + "roles.yml: |".length() + 1)
                .lines()
                .map(line -> line.replaceFirst("^ {4}", ""))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(roles).startsWith(ROLE + ":");
        return roles;
    }

    private static ConfigurableApplicationContext start(
            TestPostgres postgres, TestRedis redis, ElasticsearchServer elasticsearch, String user, String password) {
        var settings = BoxofficeProperties.of(EnumSet.of(StoreKind.POSTGRES));
        settings.put("server.port", "0");
        settings.put("boxoffice.db.url", postgres.jdbcUrl());
        settings.put("boxoffice.redis.url", redis.url());
        settings.put("boxoffice.elasticsearch.url", elasticsearch.url());
        settings.put("boxoffice.elasticsearch.username", user);
        settings.put("boxoffice.elasticsearch.password", password);
        return new SpringApplicationBuilder(SearchServiceApplication.class)
                .run(settings.entrySet().stream()
                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new));
    }
}
