package dev.boxoffice.booking.journey.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.platform.redis.LuaScript;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/// What whoever runs a script is told. That a Redis which does not answer keeps nobody waiting is in [RedisOutTest].
class ScriptAnswerTest extends BookingServiceTest {

    @Autowired
    StringRedisTemplate redis;

    @Test
    void texts_numbers_and_nothing_are_answered_as_they_are() {
        var texts = LuaScript.fromText("return {KEYS[1], ARGV[2], ARGV[1]}");
        assertThat(redis.execute(texts, List.of("key"), "one", "zwölf")).containsExactly("key", "zwölf", "one");
        assertThat(redis.execute(new DefaultRedisScript<>("return #KEYS + #ARGV", Long.class), List.of("a", "b"), "c"))
                .isEqualTo(3);
        assertThat(redis.execute(new DefaultRedisScript<>("return ARGV[1]", String.class), List.of(), "text"))
                .isEqualTo("text");
        assertThat(redis.execute(new DefaultRedisScript<>("return false", String.class), List.of()))
                .isNull();
    }

    @Test
    void a_script_that_redis_does_not_know_is_sent_to_it() {
        var text = UUID.randomUUID().toString();
        var script = new DefaultRedisScript<>("return '" + text + "'", String.class);
        for (var time = 0; time < 2; time++) {
            assertThat(redis.execute(script, List.of())).isEqualTo(text);
        }
    }

    @Test
    void an_error_of_a_script_is_told() {
        var wrong = new DefaultRedisScript<>("return redis.call('NO-SUCH-COMMAND')", String.class);
        assertThatThrownBy(() -> redis.execute(wrong, List.of()))
                .isInstanceOf(RedisSystemException.class)
                .hasStackTraceContaining("command called from script");
    }

    @Test
    void whoever_is_interrupted_waits_no_longer() {
        var slow = new DefaultRedisScript<>("for i = 1, 20000 do redis.call('TIME') end\nreturn 'done'", String.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> redis.execute(slow, List.of())).isInstanceOf(RedisSystemException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
