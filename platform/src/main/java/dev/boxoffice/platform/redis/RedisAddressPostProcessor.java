package dev.boxoffice.platform.redis;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Takes several addresses in `boxoffice.redis.url`, separated by commas, for members of a Redis Cluster; the first
/// one's user and password are valid everywhere. (Spring's own `url` knows one server only.)
public final class RedisAddressPostProcessor implements EnvironmentPostProcessor, Ordered {

    private static final int DEFAULT_PORT = 6379;

    /// Whoever says it in Spring's own words is heard.
    private static final List<String> OF_SPRING = List.of(
            "spring.data.redis.url",
            "spring.data.redis.host",
            "spring.data.redis.cluster.nodes",
            "spring.data.redis.sentinel.master");

    /// A placeholder, so that whoever sets the address later than this runs (a test) is heard too.
    private static final Map<String, Object> ONE_SERVER = Map.of("spring.data.redis.url", "${boxoffice.redis.url}");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (OF_SPRING.stream().anyMatch(environment::containsProperty)) {
            return;
        }
        var addresses = environment.getProperty("boxoffice.redis.url", "");
        var settings = addresses.contains(",") ? cluster(addresses) : ONE_SERVER;
        environment.getPropertySources().addLast(new MapPropertySource("redisAddresses", settings));
    }

    private static Map<String, Object> cluster(String addresses) {
        var members = Stream.of(addresses.split(",", -1))
                .map(address -> URI.create(address.strip()))
                .toList();
        var settings = new HashMap<String, Object>();
        settings.put(
                "spring.data.redis.cluster.nodes",
                members.stream()
                        .map(member ->
                                member.getHost() + ":" + (member.getPort() < 0 ? DEFAULT_PORT : member.getPort()))
                        .collect(Collectors.joining(",")));
        var first = members.getFirst();
        if (first.getUserInfo() != null) {
            var parts = first.getUserInfo().split(":", 2);
            settings.put("spring.data.redis.username", parts[0]);
            settings.put("spring.data.redis.password", parts.length == 2 ? parts[1] : "");
        }
        settings.put("spring.data.redis.ssl.enabled", "rediss".equals(first.getScheme()));
        return settings;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
