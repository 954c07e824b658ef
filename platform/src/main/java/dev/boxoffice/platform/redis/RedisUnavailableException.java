package dev.boxoffice.platform.redis;

/// Redis did not answer, or is left alone because it has not answered for a while.
public final class RedisUnavailableException extends RuntimeException {
    public RedisUnavailableException(Throwable cause) {
        super("Redis is unavailable", cause, false, false);
    }
}
