package dev.boxoffice.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.readiness.FirstContact;
import dev.boxoffice.platform.readiness.ReadinessConfiguration;
import dev.boxoffice.platform.redis.ReactiveRedisConfiguration;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.platform.redis.RedisConfiguration;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestRedis;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import reactor.core.publisher.Mono;

/// The contact with Redis that makes a gateway ready, while commands are under way.
@Tag(BoxofficeTest.STORES)
class RedisContactTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /// With a single loop, where on two processors every other connection has the loop of the commands.
    private final ReactiveWebApplicationContextRunner gateway = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RedisConfiguration.class,
                    DataRedisAutoConfiguration.class,
                    DataRedisReactiveAutoConfiguration.class,
                    ReactiveRedisConfiguration.class,
                    ReadinessConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(
                    ClientResourcesBuilderCustomizer.class,
                    () -> resources -> resources.eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1)))
            .withPropertyValues("spring.data.redis.url=" + TestRedis.shared().url());

    @Test
    void no_command_waits_for_a_contact_that_waits_for_its_loop() {
        gateway.run(context -> {
            ReactiveRedisExecutor redis = context.getBean(ReactiveRedisExecutor.class);
            await().atMost(SOON).until(() -> TestRedisExecutor.answers(redis));
            FirstContact contact = context.getBeansOfType(FirstContact.class).values().stream()
                    .filter(one -> one.name().equals("Redis"))
                    .findAny()
                    .orElseThrow();
            CompletableFuture<Boolean> made = new CompletableFuture<>();
            Thread trying = Thread.ofVirtual().unstarted(() -> made.complete(isMade(contact)));
            try {
                String second = ping(redis)
                        .doOnNext(
                                _ -> { // on the loop
                                    trying.start();
                                    await().atMost(SOON)
                                            .until(() -> Set.of(State.WAITING, State.TIMED_WAITING)
                                                    .contains(trying.getState()));
                                })
                        .then(ping(redis))
                        .block(SOON);
                assertThat(second).isEqualTo("PONG");
                assertThat(made).succeedsWithin(SOON).isEqualTo(true);
            } finally {
                trying.interrupt(); // so that this context can be closed
            }
        });
    }

    private static Mono<String> ping(ReactiveRedisExecutor redis) {
        return redis.call(
                template -> template.execute(connection -> connection.ping()).next());
    }

    private static boolean isMade(FirstContact contact) {
        try {
            contact.attempt().run();
            return true;
        } catch (Exception _) {
            return false;
        }
    }
}
