package dev.boxoffice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.limit.RateLimitProperties.Bucket;
import dev.boxoffice.gateway.limit.RateLimitService.Share;
import dev.boxoffice.gateway.redis.TestRedisExecutor;
import dev.boxoffice.platform.redis.ReactiveRedisExecutor;
import dev.boxoffice.testkit.TestRedis;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RateLimitTest extends GatewayTest {

    private static final RateLimitProperties PROPERTIES =
            new RateLimitProperties(true, Map.of(), Map.of(), 100, new RateLimitProperties.Streams(5, 100, 100, 100));

    @Test
    void a_user_who_asks_too_much_is_told_when_to_come_back() {
        String user = "greedy-" + UUID.randomUUID();
        HttpResponse<String> last = call("POST", "/events/nonsense/queue", user, "");
        assertThat(last.headers().firstValue("RateLimit-Policy").orElseThrow())
                .contains("\"user-join\";q=30;w=15", "\"address-join\"");
        assertThat(last.headers().firstValue("RateLimit").orElseThrow()).contains("\"user-join\";r=29;t=1");
        for (int i = 0; i < 60 && last.statusCode() != 429; i++) {
            last = call("POST", "/events/nonsense/queue", user, "");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(type(last)).isEqualTo("/problems/rate-limited");
        assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
        // Somebody else, and another kind of request, are not concerned.
        assertThat(call("POST", "/events/nonsense/queue", user + "-friend", "").statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/venues/any", user, "").statusCode()).isEqualTo(200);
    }

    /// D11: the path has one spelling, and whoever is refused has been counted before.
    @Test
    void every_spelling_of_a_path_and_every_refusal_is_limited() {
        HttpResponse<String> spelled = call("POST", "/booking/%72eserve", "spelled", "{}");
        assertThat(policy(spelled)).contains("\"user-reserve\"", "\"address-reserve\"");
        assertThat(BOOKINGS.seen()).anyMatch(seen -> seen.path().equals("/booking/reserve"));
        HttpResponse<String> nobody = send(request("/booking/reserve")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(policy(nobody)).contains("\"address-reserve\"");
        HttpResponse<String> forged = sendElsewhere(request("/webhooks/stripe")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(policy(forged)).contains("\"address-webhook\"");
    }

    private static String policy(HttpResponse<String> response) {
        return response.headers().firstValue("RateLimit-Policy").orElse("");
    }

    @Test
    void two_gateways_share_a_bucket() {
        RateLimitService one = limiter(TestRedisExecutor.connect(TestRedis.shared()));
        RateLimitService other = limiter(TestRedisExecutor.connect(TestRedis.shared()));
        Bucket bucket = new Bucket(10, 0.001);
        String user = UUID.randomUUID().toString();
        long passed = IntStream.range(0, 30)
                .filter(i -> take(i % 2 == 0 ? one : other, user, bucket).allowed())
                .count();
        assertThat(passed).isEqualTo(10);
    }

    /// One call of the script, and whoever's address is used up has nothing taken from their own bucket.
    @Test
    void address_and_caller_are_asked_in_one_call_up_to_the_first_empty_bucket() {
        TestRedis store = TestRedis.start();
        ReactiveRedisExecutor redis = TestRedisExecutor.connect(store);
        try {
            RateLimitService limiter = limiter(redis);
            List<Share> shares = List.of(
                    new Share("address", "10.0.0.1", RateClass.READ, new Bucket(2, 0.001)),
                    new Share("user", "alice", RateClass.READ, new Bucket(10, 0.001)));
            List<List<RateLimitStatus>> told = IntStream.range(0, 4)
                    .mapToObj(_ -> Objects.requireNonNull(limiter.take(shares).block()))
                    .toList();
            assertThat(told)
                    .extracting(statuses -> statuses.stream()
                            .map(RateLimitStatus::limitItem)
                            .map(item -> item.replaceAll(";t=.*", ""))
                            .toList())
                    .containsExactly(
                            List.of("\"address-read\";r=1", "\"user-read\";r=9"),
                            List.of("\"address-read\";r=0", "\"user-read\";r=8"),
                            List.of("\"address-read\";r=0"),
                            List.of("\"address-read\";r=0"));
            assertThat(store.command("INFO commandstats")).containsPattern("cmdstat_eval(sha)?:calls=[45],");
        } finally {
            redis.destroy();
            store.stop();
        }
    }

    @Test
    void without_redis_each_gateway_limits_by_itself() {
        ReactiveRedisExecutor nowhere = TestRedisExecutor.unconnected("redis://localhost:1");
        RateLimitService limiter = limiter(nowhere);
        Bucket bucket = new Bucket(5, 0.001);
        long passed = IntStream.range(0, 20)
                .filter(_ -> take(limiter, "alice", bucket).allowed())
                .count();
        assertThat(passed).isEqualTo(5);
        assertThat(take(limiter, "alice", bucket).retryAfter()).isGreaterThan(Duration.ofMinutes(10));
        nowhere.destroy();
    }

    private static RateLimitService limiter(ReactiveRedisExecutor redis) {
        return new RateLimitService(new RateLimitScript(redis), PROPERTIES, Clock.systemUTC());
    }

    private static RateLimitStatus take(RateLimitService limiter, String user, Bucket bucket) {
        return Objects.requireNonNull(limiter.take(List.of(new Share("user", user, RateClass.WRITE, bucket)))
                        .block())
                .getFirst();
    }

    @Test
    void a_slow_redis_holds_nobody_up() {
        TestRedis store = TestRedis.start();
        ReactiveRedisExecutor redis = TestRedisExecutor.connect(store, Duration.ofSeconds(1), Duration.ofMinutes(5));
        RateLimitService limiter = limiter(redis);
        store.suspend();
        try {
            for (int i = 0; i < 30; i++) {
                assertThat(take(limiter, "alice", new Bucket(100, 100)).allowed())
                        .isTrue();
            }
            // The first ten wait for nothing; then the breaker answers for Redis.
            assertThat(redis.call(template -> template.execute(connection -> connection.ping())
                                    .next())
                            .map(_ -> "asked")
                            .onErrorResume(error -> Mono.just(String.valueOf(error.getCause())))
                            .block())
                    .contains("CallNotPermitted");
        } finally {
            store.resume();
            redis.destroy();
            store.stop();
        }
    }
}
