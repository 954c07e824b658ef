package dev.boxoffice.gateway.redis;

/// Redis did not answer in time, or is known not to.
public final class RedisUnavailableException extends RuntimeException {

    RedisUnavailableException(Throwable cause) {
        super("Redis is not available", cause, false, false);
    }
}
