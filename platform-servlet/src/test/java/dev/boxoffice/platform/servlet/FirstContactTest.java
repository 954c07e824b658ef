package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.readiness.FirstContact;
import dev.boxoffice.platform.readiness.FirstContactHealthIndicator;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/// O2: a release whose addresses or passwords are wrong is not ready, and one that was ready stays so.
@Tag("stores")
class FirstContactTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void a_service_that_reached_everything_is_ready() throws Exception {
        try (var service = start(Map.of())) {
            await().atMost(SOON).until(() -> status(service, "readiness") == 200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "boxoffice.db.url, jdbc:postgresql://localhost:1/boxoffice, the database's schema support",
        "boxoffice.db.support.password, wrong, the database's schema support",
        "boxoffice.redis.url, redis://localhost:1, Redis",
        "boxoffice.oidc.jwks, http://localhost:1/keys, the issuer of tokens",
    })
    void what_was_never_reached_keeps_it_from_being_ready(String setting, String value, String missing)
            throws Exception {
        try (var service = start(Map.of(setting, value, "spring.flyway.enabled", "false"))) {
            awaitMissing(service, missing);
            assertThat(status(service, "readiness")).isEqualTo(503);
            assertThat(status(service, "liveness")).isEqualTo(200);
        }
    }

    @Test
    void a_schema_older_than_the_release_keeps_it_from_being_ready() throws Exception {
        try (var database = TestPostgres.start();
                var service = start(Map.of("boxoffice.db.url", database.jdbcUrl(), "spring.flyway.enabled", "false"))) {
            awaitMissing(service, "the database's schema support");
            assertThat(status(service, "readiness")).isEqualTo(503);
        }
    }

    @Test
    void a_migration_gives_up_waiting_for_a_lock() throws Exception {
        try (var database = TestPostgres.start()) {
            var settings =
                    Map.of("boxoffice.db.url", database.jdbcUrl(), "boxoffice.db.migration-lock-timeout", "100ms");
            start(settings).close();
            try (var holder = database.superuser().getConnection()) {
                holder.setAutoCommit(false);
                holder.createStatement().execute("lock table support.flyway_schema_history in access exclusive mode");
                assertThatThrownBy(() -> start(settings)).rootCause().hasMessageContaining("lock timeout");
            }
        }
    }

    @Test
    void what_was_reached_once_is_not_asked_for_again() {
        var reachable = new AtomicBoolean();
        var asked = new CopyOnWriteArrayList<Boolean>();
        var readiness = new FirstContactHealthIndicator(List.of(new FirstContact("a store", () -> {
            asked.add(reachable.get());
            if (!reachable.get()) {
                throw new IOException("out");
            }
        })));

        readiness.begin();
        await().atMost(SOON).until(() -> !asked.isEmpty());
        assertThat(readiness.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        reachable.set(true);
        await().atMost(SOON).until(() -> readiness.health().getStatus().equals(Status.UP));
        var before = asked.size();
        reachable.set(false);
        assertThat(readiness.health().getStatus()).isEqualTo(Status.UP);
        assertThat(asked).hasSize(before);
    }

    private static void awaitMissing(ConfigurableApplicationContext service, String name) {
        var readiness = service.getBean(FirstContactHealthIndicator.class);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(readiness.health().getDetails()).containsEntry("missing", List.of(name)));
    }

    private static ConfigurableApplicationContext start(Map<String, String> changed) {
        var settings = BoxofficeProperties.of(EnumSet.of(StoreKind.POSTGRES, StoreKind.REDIS));
        settings.put("server.port", "0");
        settings.put("boxoffice.workers.enabled", "false");
        settings.putAll(changed);
        return new SpringApplicationBuilder(NotesApplication.class)
                .run(settings.entrySet().stream()
                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new));
    }

    private static int status(ConfigurableApplicationContext service, String group)
            throws IOException, InterruptedException {
        var port = service.getEnvironment().getProperty("local.server.port");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/" + group))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
