package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/// O11: Redis's password is changed while services use it, as docs/operations.md says: the default user has two for
/// as long as that takes.
@Tag("stores")
class RedisPasswordRotationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String BEFORE = "the-password-before";
    private static final String NEXT = "the-password-to-come";

    @Test
    void a_service_with_the_old_password_goes_on_beside_one_with_the_new() {
        try (var redis = TestRedis.start()) {
            ask(redis, null, "CONFIG SET requirepass " + BEFORE);
            try (var before = start(redis, BEFORE)) {
                assertThat(isUsable(before)).isTrue();

                ask(redis, BEFORE, "ACL SETUSER default >" + NEXT);
                assertThat(isUsable(before)).isTrue();
                try (var after = start(redis, NEXT)) {
                    assertThat(isUsable(after)).isTrue();
                    // Connections break, and each signs in again with the password it knows.
                    ask(redis, NEXT, "CLIENT KILL TYPE normal SKIPME yes");
                    await().atMost(PATIENCE).until(() -> isUsable(before) && isUsable(after));

                    before.close();
                    ask(redis, NEXT, "ACL SETUSER default <" + BEFORE);
                    ask(redis, NEXT, "CLIENT KILL TYPE normal SKIPME yes");
                    await().atMost(PATIENCE).until(() -> isUsable(after));
                    assertThat(redis.command("AUTH " + BEFORE)).contains("WRONGPASS");
                }
            }
        }
    }

    /// A follower signs in at its leader, too: its own copy of the password is changed before the old one goes.
    @Test
    void a_follower_follows_on() {
        try (var leader = TestRedis.start();
                var follower = TestRedis.start()) {
            ask(leader, null, "CONFIG SET requirepass " + BEFORE);
            ask(follower, null, "CONFIG SET requirepass " + BEFORE);
            ask(follower, BEFORE, "CONFIG SET masterauth " + BEFORE);
            var address = URI.create(leader.url());
            ask(follower, BEFORE, "REPLICAOF " + address.getHost() + " " + address.getPort());
            await().atMost(PATIENCE).until(() -> isLinked(follower, BEFORE));

            for (var node : List.of(leader, follower)) {
                ask(node, BEFORE, "ACL SETUSER default >" + NEXT);
                ask(node, NEXT, "CONFIG SET masterauth " + NEXT);
            }
            for (var node : List.of(leader, follower)) {
                ask(node, NEXT, "ACL SETUSER default <" + BEFORE);
            }
            var written = UUID.randomUUID().toString();
            ask(leader, NEXT, "SET written " + written, "CLIENT KILL TYPE replica");
            await().atMost(PATIENCE)
                    .until(() -> isLinked(follower, NEXT)
                            && follower.command("AUTH " + NEXT, "GET written").contains(written));
        }
    }

    private static boolean isLinked(TestRedis follower, String password) {
        return follower.command("AUTH " + password, "INFO replication").contains("master_link_status:up");
    }

    private static void ask(TestRedis redis, @Nullable String password, String... commands) {
        for (var command : commands) {
            var answer = password == null ? redis.command(command) : redis.command("AUTH " + password, command);
            assertThat(answer).as(command).doesNotContain("-ERR", "WRONGPASS", "NOAUTH");
        }
    }

    private static boolean isUsable(ConfigurableApplicationContext service) {
        var value = UUID.randomUUID().toString();
        var values = service.getBean(StringRedisTemplate.class).opsForValue();
        try {
            values.set("rotation", value);
            return value.equals(values.get("rotation"));
        } catch (DataAccessException unanswered) {
            return false;
        }
    }

    private static ConfigurableApplicationContext start(TestRedis redis, String password) {
        var settings = BoxofficeProperties.of(EnumSet.of(StoreKind.POSTGRES));
        settings.put("server.port", "0");
        settings.put("boxoffice.workers.enabled", "false");
        settings.put("boxoffice.redis.url", redis.url().replace("redis://", "redis://:" + password + "@"));
        return new SpringApplicationBuilder(NotesApplication.class)
                .run(settings.entrySet().stream()
                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new));
    }
}
