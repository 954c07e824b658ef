package dev.boxoffice.booking.redis;

import dev.boxoffice.platform.worker.Worker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Tries to connect the Redis channels until Redis is there.
@Component
class RedisChannelWorker extends Worker {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RedisChannelListener channels;

    RedisChannelWorker(RedisChannelListener channels) {
        super("redis-channels", PAUSE);
        this.channels = channels;
    }

    @Override
    protected boolean runOnce() {
        channels.connect();
        return false;
    }
}
