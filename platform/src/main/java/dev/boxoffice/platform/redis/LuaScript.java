package dev.boxoffice.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/// Reads a Lua script from `redis/<name>.lua`; Spring runs it by its SHA-1 and sends its text only where Redis
/// does not know it. Each script has one class of its own, named `…Script`, that alone knows its KEYS, ARGV and
/// reply.
public final class LuaScript {
    private LuaScript() {}

    public static RedisScript<String> returningText(String name) {
        return new DefaultRedisScript<>(text(name), String.class);
    }

    public static RedisScript<Long> returningNumber(String name) {
        return new DefaultRedisScript<>(text(name), Long.class);
    }

    /// For replies that are arrays of strings.
    public static RedisScript<List<String>> returningTexts(String name) {
        return fromText(text(name));
    }

    /// The same for a source that is in no file as it is: made of several, or changed by a test.
    @SuppressWarnings({"unchecked", "rawtypes"}) // Redis arrays of our scripts hold strings only
    public static RedisScript<List<String>> fromText(String source) {
        return (RedisScript<List<String>>) (RedisScript) new DefaultRedisScript<>(source, List.class);
    }

    /// The same for replies that are arrays of such arrays.
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static RedisScript<List<List<String>>> listsFromText(String source) {
        return (RedisScript<List<List<String>>>) (RedisScript) new DefaultRedisScript<>(source, List.class);
    }

    /// For replies that are arrays of bytes, not all of them text.
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static RedisScript<List<byte[]>> returningBytes(String name) {
        return (RedisScript<List<byte[]>>) (RedisScript) new DefaultRedisScript<>(text(name), List.class);
    }

    /// The source, for a script that is made of several.
    public static String text(String name) {
        try {
            return new ClassPathResource("redis/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
