package dev.boxoffice.platform.redis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.mock.env.MockEnvironment;

class RedisAddressPostProcessorTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withInitializer(context -> new RedisAddressPostProcessor()
                    .postProcessEnvironment(context.getEnvironment(), new SpringApplication()))
            .withConfiguration(AutoConfigurations.of(RedisConfiguration.class, DataRedisAutoConfiguration.class));

    @Test
    void one_address_is_one_server() {
        application
                .withPropertyValues("boxoffice.redis.url=redis://:secret@one:6380")
                .run(context -> assertThat(context.getBean(LettuceConnectionFactory.class)
                                .getStandaloneConfiguration()
                                .getPort())
                        .isEqualTo(6380));
    }

    @Test
    void several_addresses_are_a_cluster_with_one_password() {
        application
                .withPropertyValues("boxoffice.redis.url=redis://:secret@one:6380, redis://:secret@two")
                .run(context -> {
                    var cluster = requireNonNull(
                            context.getBean(LettuceConnectionFactory.class).getClusterConfiguration());
                    assertThat(cluster.getClusterNodes()).extracting("host").containsExactlyInAnyOrder("one", "two");
                    assertThat(cluster.getClusterNodes()).extracting("port").containsExactlyInAnyOrder(6380, 6379);
                    assertThat(cluster.getPassword().get()).isEqualTo("secret".toCharArray());
                });
    }

    @Test
    void springs_own_names_are_heard() {
        var environment = new MockEnvironment()
                .withProperty("boxoffice.redis.url", "redis://one:6380")
                .withProperty("spring.data.redis.host", "two");
        new RedisAddressPostProcessor().postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("spring.data.redis.url")).isNull();
    }
}
