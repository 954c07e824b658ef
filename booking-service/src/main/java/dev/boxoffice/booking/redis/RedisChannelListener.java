package dev.boxoffice.booking.redis;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.stereotype.Component;

/// Listens to Redis channels from the moment Redis is there; a service may start without it.
@Component
public class RedisChannelListener implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RedisChannelListener.class);

    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();

    RedisChannelListener(RedisConnectionFactory connections) {
        container.setConnectionFactory(connections);
        container.setTaskExecutor(
                work -> Thread.ofVirtual().name("redis-channel").start(work));
        container.setErrorHandler(failure -> log.warn("A message from Redis could not be handled", failure));
        container.afterPropertiesSet();
    }

    /// Messages sent while nobody is connected are lost, so a subscriber must be able to do without.
    public void subscribe(String channel, Consumer<String> subscriber) {
        MessageListener received =
                (message, _) -> subscriber.accept(new String(message.getBody(), StandardCharsets.UTF_8));
        container.addMessageListener(received, new ChannelTopic(channel));
    }

    /// Once connected, the container reconnects by itself.
    void connect() {
        if (container.isListening()) {
            return;
        }
        try {
            container.start();
        } catch (RuntimeException unavailable) {
            log.debug("Redis channels have to wait", unavailable);
            container.stop();
        }
    }

    @Override
    public void destroy() {
        container.stop();
    }
}
