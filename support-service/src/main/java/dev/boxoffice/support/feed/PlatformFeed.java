package dev.boxoffice.support.feed;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.support.SupportProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisStreamCommands.XClaimOptions;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.PendingMessage;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Reads what booking-service and event-service tell, as one of the consumer group `support`.
@Component
class PlatformFeed {

    static final List<String> STREAMS = List.of("bo:events:booking", "bo:events:catalog");
    static final String GROUP = "support";

    private static final Logger log = LoggerFactory.getLogger(PlatformFeed.class);
    private static final int BATCH = 50;
    /// A message that failed this often is set aside, so that it blocks nobody.
    private static final int MOST_DELIVERIES = 10;

    private final StringRedisTemplate redis;
    private final MessageHandling handling;
    private final FeedReading reading;
    private final SupportProperties.Workers workers;
    private final Counter parked;
    private final String me = "support-" + UUID.randomUUID();

    /// Reads payloads, each in the trace it came with.
    @Component
    record FeedReading(tools.jackson.databind.json.JsonMapper json, TracePropagation traces) {}

    PlatformFeed(
            StringRedisTemplate redis,
            MessageHandling handling,
            FeedReading reading,
            SupportProperties properties,
            MeterRegistry meters) {
        this.redis = redis;
        this.handling = handling;
        this.reading = reading;
        this.workers = properties.workers();
        this.parked = Counter.builder("boxoffice.support.feed.parked")
                .description("Platform messages set aside because they could not be handled")
                .register(meters);
    }

    /// Handles everything there is, in both streams.
    void readAll() {
        for (var stream : STREAMS) {
            if (Boolean.TRUE.equals(redis.hasKey(stream))) {
                readWithGroup(stream);
            }
        }
    }

    private void readWithGroup(String stream) {
        try {
            takeOver(stream);
            readNew(stream);
        } catch (RedisSystemException failure) {
            if (!String.valueOf(failure.getCause()).contains("NOGROUP")) {
                throw failure;
            }
            createGroup(stream);
            readNew(stream);
        }
    }

    /// From the beginning: what was told before the desk first listened is news too. The stream itself is not created,
    /// since its writer tells by its absence that Redis has lost it.
    private void createGroup(String stream) {
        redis.execute((RedisCallback<Object>) connection -> connection
                .streamCommands()
                .xGroupCreate(stream.getBytes(StandardCharsets.UTF_8), GROUP, ReadOffset.from("0")));
    }

    @SuppressWarnings("unchecked") // the generic varargs of Spring's read(…)
    private void readNew(String stream) {
        var options = StreamReadOptions.empty().count(BATCH);
        while (true) {
            var batch = redis.<String, String>opsForStream()
                    .read(Consumer.from(GROUP, me), options, StreamOffset.create(stream, ReadOffset.lastConsumed()));
            if (batch == null || batch.isEmpty()) {
                return;
            }
            batch.forEach(message -> handle(stream, message));
        }
    }

    /// What another reader took and never acknowledged.
    private void takeOver(String stream) {
        var pending =
                redis.opsForStream().pending(stream, GROUP, org.springframework.data.domain.Range.unbounded(), BATCH);
        for (var message : pending) {
            if (message.getElapsedTimeSinceLastDelivery().compareTo(workers.feedIdle()) >= 0) {
                takeOver(stream, message);
            }
        }
    }

    private void takeOver(String stream, PendingMessage pending) {
        var claimed = redis.<String, String>opsForStream()
                .claim(
                        stream,
                        GROUP,
                        me,
                        XClaimOptions.minIdle(workers.feedIdle()).ids(pending.getId()));
        for (var message : claimed) {
            if (pending.getTotalDeliveryCount() > MOST_DELIVERIES) {
                park(stream, message);
            } else {
                handle(stream, message);
            }
        }
    }

    private void handle(String stream, MapRecord<String, String, String> message) {
        var read = PlatformMessage.read(String.valueOf(message.getValue().get("payload")), reading.json());
        if (read.isEmpty()) {
            park(stream, message);
            return;
        }
        try {
            reading.traces()
                    .within(
                            message.getValue().get(TracePropagation.FIELD),
                            "handle " + read.get().type(),
                            () -> handling.handle(read.get()));
        } catch (TransientDataAccessException | org.springframework.transaction.TransactionException unavailable) {
            log.warn("Message {} waits for Postgres: {}", message.getId(), unavailable.toString());
            return;
        } catch (RuntimeException failure) { // whatever it is, the messages behind must not wait for it
            log.warn("Message {} of {} failed and will be tried again", message.getId(), stream, failure);
            return;
        }
        acknowledge(stream, message);
    }

    private void park(String stream, MapRecord<String, String, String> message) {
        parked.increment();
        log.error("Message {} of {} is set aside: {}", message.getId(), stream, message.getValue());
        acknowledge(stream, message);
    }

    private void acknowledge(String stream, MapRecord<String, String, String> message) {
        redis.opsForStream().acknowledge(stream, GROUP, message.getId());
    }
}
