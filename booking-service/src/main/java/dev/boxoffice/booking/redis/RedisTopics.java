package dev.boxoffice.booking.redis;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.stereotype.Component;

/// Listens to Redis channels from when Redis is there; a service may start without it.
@Component
public class RedisTopics implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisTopics.class);
    private static final long RETRY_NANOS = 2_000_000_000L;

    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private volatile boolean running;

    RedisTopics(RedisConnectionFactory connections) {
        container.setConnectionFactory(connections);
        container.setTaskExecutor(work -> Thread.ofVirtual().name("redis-topic").start(work));
        container.setErrorHandler(failure -> log.warn("A message from Redis could not be handled", failure));
        container.afterPropertiesSet();
    }

    /// Messages sent while nobody is connected are lost, so a listener must be able to do without.
    public void listen(String channel, Consumer<String> listener) {
        MessageListener received =
                (message, _) -> listener.accept(new String(message.getBody(), StandardCharsets.UTF_8));
        container.addMessageListener(received, new ChannelTopic(channel));
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("redis-topics").start(this::startWhenPossible);
    }

    private void startWhenPossible() {
        while (running && !container.isListening()) {
            try {
                container.start(); // from then on it reconnects by itself
            } catch (RuntimeException unavailable) {
                log.debug("Redis channels have to wait", unavailable);
                container.stop();
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
