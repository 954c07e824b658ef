package dev.boxoffice.platform.redis;

import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConverters;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultScriptExecutor;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializer;

/// Runs scripts by waiting for each answer without a limit: Lettuce's own timeout of the command
/// ([RedisConfiguration]) ends it. Spring Data would set a second limit, and each limited wait of a virtual thread
/// wakes one more thread when it begins and when it ends (`DelayScheduler`).
final class UntimedScriptExecutor extends DefaultScriptExecutor<String> {

    private static final LettuceExceptionConverter FAILURES = new LettuceExceptionConverter();

    UntimedScriptExecutor(StringRedisTemplate redis) {
        super(redis);
    }

    @Override
    protected <T extends @Nullable Object> T eval(
            RedisConnection connection,
            RedisScript<T> script,
            ReturnType type,
            int numberOfKeys,
            byte[][] keysAndArguments,
            RedisSerializer<T> results) {
        var commands = commandsOf(connection);
        var output = LettuceConverters.toScriptOutputType(type);
        var keys = Arrays.copyOf(keysAndArguments, numberOfKeys);
        var arguments = Arrays.copyOfRange(keysAndArguments, numberOfKeys, keysAndArguments.length);
        Object answer;
        try {
            answer = answerOf(commands.evalsha(script.getSha1(), output, keys, arguments));
        } catch (RedisSystemException failed) {
            if (!(failed.getCause() instanceof RedisNoScriptException)) {
                throw failed;
            }
            answer = answerOf(commands.eval(scriptBytes(script), output, keys, arguments));
        }
        return deserializeResult(results, answer);
    }

    @SuppressWarnings("unchecked") // what Spring Data's connections of Lettuce have, alone and in a cluster
    private static RedisScriptingAsyncCommands<byte[], byte[]> commandsOf(RedisConnection connection) {
        return (RedisScriptingAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
    }

    private static Object answerOf(RedisFuture<Object> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw translated(failure.getCause() instanceof Exception cause ? cause : failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw translated(new RedisCommandInterruptedException(interrupt));
        }
    }

    private static DataAccessException translated(Exception failure) {
        var known = FAILURES.convert(failure);
        return known == null ? new RedisSystemException("Redis did not answer", failure) : known;
    }
}
