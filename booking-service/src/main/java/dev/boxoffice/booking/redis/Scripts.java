package dev.boxoffice.booking.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/// Reads the Lua scripts, which run by their SHA-1 and are sent in full only where Redis does not know them.
public final class Scripts {

    private Scripts() {}

    public static String text(String name) {
        try {
            return new ClassPathResource("redis/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Redis arrays of our scripts hold strings only
    public static RedisScript<List<String>> answeringList(String text) {
        return (RedisScript<List<String>>) (RedisScript) new DefaultRedisScript<>(text, List.class);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // for answers that are not text
    public static RedisScript<List<byte[]>> answeringBytes(String text) {
        return (RedisScript<List<byte[]>>) (RedisScript) new DefaultRedisScript<>(text, List.class);
    }

    public static RedisScript<String> answeringText(String text) {
        return new DefaultRedisScript<>(text, String.class);
    }

    public static RedisScript<Long> answeringNumber(String text) {
        return new DefaultRedisScript<>(text, Long.class);
    }
}
