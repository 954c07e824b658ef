package dev.boxoffice.bench.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.testkit.TestRedis;
import java.net.URI;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class SlowScriptLogTest {

    private static final long FROM_MICROS = 2_000;
    private static final String SHORT = "return 1";
    private static final String LONG = "local sum = 0 for i = 1, 3000000 do sum = sum + i end return 1";

    private final Jedis redis = new Jedis(URI.create(TestRedis.shared().url()));

    @Test
    void a_script_that_keeps_redis_busy_is_slow_by_the_wall_and_by_itself() throws Exception {
        try (var log = SlowScriptLog.of(new Jedis(URI.create(TestRedis.shared().url())), FROM_MICROS)) {
            for (var script : new String[] {SHORT, LONG, SHORT}) {
                log.watch(() -> redis.eval(script));
            }
            assertThat(log.calls()).isEqualTo(3);
            assertThat(log.slow())
                    .filteredOn(call -> call.script().equals(LONG + " 0"))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.wallMicros()).isGreaterThanOrEqualTo(FROM_MICROS);
                        assertThat(call.mostMicros()).isBetween(FROM_MICROS, call.wallMicros());
                        assertThat(call.leastMicros()).isBetween(0L, call.mostMicros());
                    });
        }
    }

    @Test
    void a_script_that_nobody_watched_is_slow_by_the_wall() throws Exception {
        try (var log = SlowScriptLog.of(new Jedis(URI.create(TestRedis.shared().url())), FROM_MICROS)) {
            redis.eval(LONG);
            assertThat(log.slow()).singleElement().satisfies(call -> {
                assertThat(call.leastMicros()).isEqualTo(call.wallMicros());
                assertThat(call.mostMicros()).isEqualTo(call.wallMicros());
            });
        }
    }
}
