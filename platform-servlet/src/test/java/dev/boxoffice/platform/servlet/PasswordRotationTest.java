package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestPostgres;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// O11: the database's password is changed while calls run, as docs/operations.md says, and none fails.
@Tag("stores")
class PasswordRotationTest {

    private static final int CALLERS = 4;
    private static final int SOME_CALLS = 40;

    private final String token = TokenIssuer.shared().token("alice", "buyer");

    @Test
    void a_password_is_changed_while_calls_run_and_none_fails() throws Exception {
        try (var database = TestPostgres.start();
                var http = HttpClient.newHttpClient();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var sql = JdbcClient.create(database.superuser());
            var failures = new ConcurrentLinkedQueue<String>();
            var done = new AtomicBoolean();
            var before = new Instance(start(database, Map.of()));
            var live = new ConcurrentLinkedQueue<>(List.of(before));
            try {
                for (var caller = 0; caller < CALLERS; caller++) {
                    callers.execute(() -> callUntil(done, live, http, failures));
                }
                awaitCalls(before);

                sql.sql("alter role support_service_alternate password 'the next'")
                        .update();
                var after = new Instance(start(
                        database,
                        Map.of(
                                "boxoffice.db.support.user", "support_service_alternate",
                                "boxoffice.db.support.password", "the next",
                                "spring.flyway.enabled", "false")));
                try {
                    live.add(after);
                    awaitCalls(after);
                    live.remove(before);
                    await().atMost(Duration.ofSeconds(30)).until(() -> before.underWay.get() == 0);
                    before.context.close();
                    sql.sql("alter role support_service password 'known to nobody'")
                            .update();
                    awaitCalls(after);
                } finally {
                    done.set(true);
                    callers.close();
                    after.context.close();
                }
            } finally {
                done.set(true);
                callers.close();
                before.context.close();
            }

            assertThat(failures).isEmpty();
            assertThat(sql.sql("select count(*) from support.note")
                            .query(Integer.class)
                            .single())
                    .isGreaterThanOrEqualTo(3 * SOME_CALLS);
            assertThatThrownBy(() -> database.as("support_service").getConnection())
                    .as("the password of before")
                    .isInstanceOf(SQLException.class);
        }
    }

    /// What a service may is granted to one of its roles; the other has it by membership, and nobody else
    /// has.
    @Test
    void both_roles_of_a_service_may_the_same() {
        var sql = JdbcClient.create(TestPostgres.shared().superuser());
        for (var service : List.of("event", "booking", "search", "support")) {
            var role = service + "_service";
            assertThat(sql.sql("""
                            select m.rolname from pg_auth_members g join pg_roles m on m.oid = g.member
                             where g.roleid = to_regrole(:role) and g.inherit_option and m.rolcanlogin
                            """).param("role", role).query(String.class).list())
                    .as(role)
                    .containsExactly(role + "_alternate");
            assertThat(attributes(sql, role + "_alternate")).as(role).isEqualTo(attributes(sql, role));
            assertThat(attributes(sql, role).getFirst().get("settings"))
                    .as("settings of %s", role)
                    .asString()
                    .contains("jit=off");
        }
    }

    /// What membership does not pass on: attributes and settings.
    private static List<Map<String, @Nullable Object>> attributes(JdbcClient sql, String role) {
        return sql.sql("""
                select rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolconnlimit,
                       (select array_to_string(setconfig, ',') from pg_db_role_setting where setrole = r.oid) as settings
                  from pg_roles r where rolname = :role
                """).param("role", role).query().listOfRows();
    }

    private void callUntil(AtomicBoolean done, Queue<Instance> live, HttpClient http, Queue<String> failures) {
        for (var turn = 0; !done.get(); turn++) {
            var instances = List.copyOf(live);
            instances.get(turn % instances.size()).call(http, token, live, failures);
        }
    }

    private static void awaitCalls(Instance instance) {
        var enough = instance.answered.get() + SOME_CALLS;
        await().atMost(Duration.ofSeconds(60)).until(() -> instance.answered.get() >= enough);
    }

    private static ConfigurableApplicationContext start(TestPostgres database, Map<String, String> changed) {
        var settings = BoxofficeProperties.of(EnumSet.of(StoreKind.POSTGRES, StoreKind.REDIS));
        settings.put("server.port", "0");
        settings.put("boxoffice.workers.enabled", "false");
        settings.put("boxoffice.db.url", database.jdbcUrl());
        settings.putAll(changed);
        return new SpringApplicationBuilder(NotesApplication.class)
                .run(settings.entrySet().stream()
                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new));
    }

    /// One of the service's processes, as the gateway sees it.
    private static final class Instance {
        private final ConfigurableApplicationContext context;
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();

        Instance(ConfigurableApplicationContext context) {
            this.context = context;
        }

        void call(HttpClient http, String token, Queue<Instance> live, Queue<String> failures) {
            underWay.incrementAndGet();
            try {
                if (!live.contains(this)) {
                    return; // it left between being chosen and being called
                }
                var address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
                var response = http.send(
                        HttpRequest.newBuilder(URI.create(address + "/notes"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"text\":\"" + UUID.randomUUID() + "\"}"))
                                .build(),
                        BodyHandlers.ofString());
                if (response.statusCode() == 201) {
                    answered.incrementAndGet();
                } else {
                    failures.add(response.statusCode() + " " + response.body());
                }
            } catch (IOException | InterruptedException failed) {
                failures.add(failed.toString());
            } finally {
                underWay.decrementAndGet();
            }
        }
    }
}
