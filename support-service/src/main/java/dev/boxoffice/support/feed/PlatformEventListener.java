package dev.boxoffice.support.feed;

import dev.boxoffice.platform.tracing.TracePropagation;
import dev.boxoffice.platform.worker.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/// Listens to what booking-service and event-service tell.
@Component
class PlatformEventListener extends Worker {

    private static final Logger log = LoggerFactory.getLogger(PlatformEventListener.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /// A message that failed this often is set aside, so that it blocks nobody.
    private static final int MOST_DELIVERIES = 10;

    private final PlatformStreamStore streams;
    private final PlatformMessageService messages;
    private final JsonMapper json;
    private final TracePropagation traces;
    private final Counter parked;

    PlatformEventListener(
            PlatformStreamStore streams,
            PlatformMessageService messages,
            JsonMapper json,
            TracePropagation traces,
            MeterRegistry meters) {
        super("platform-events", POLL);
        this.streams = streams;
        this.messages = messages;
        this.json = json;
        this.traces = traces;
        this.parked = Counter.builder("boxoffice.support.feed.parked")
                .description("Platform messages set aside because they could not be handled")
                .register(meters);
    }

    @Override
    protected boolean runOnce() {
        readAll();
        return false;
    }

    /// Handles everything there is, in both streams.
    void readAll() {
        for (var stream : PlatformStreamStore.STREAMS) {
            if (streams.exists(stream)) {
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
            streams.createGroup(stream);
            readNew(stream);
        }
    }

    private void readNew(String stream) {
        for (var batch = streams.readNew(stream); !batch.isEmpty(); batch = streams.readNew(stream)) {
            handle(stream, batch);
        }
    }

    private void takeOver(String stream) {
        for (var abandoned : streams.findAbandoned(stream)) {
            var claimed = streams.claim(stream, abandoned);
            if (abandoned.getTotalDeliveryCount() > MOST_DELIVERIES) {
                claimed.forEach(message -> park(stream, message));
            } else {
                handle(stream, claimed);
            }
        }
    }

    /// What nobody here acts on is acknowledged together, and mails are written together, since each sale brings one.
    /// Each other message has a transaction of its own, so that one which fails keeps no other.
    private void handle(String stream, List<MapRecord<String, String, String>> batch) {
        var readable = new LinkedHashMap<MapRecord<String, String, String>, PlatformMessage>();
        for (var message : batch) {
            PlatformMessage.read(String.valueOf(message.getValue().get("payload")), json)
                    .ifPresentOrElse(read -> readable.put(message, read), () -> park(stream, message));
        }
        Set<PlatformMessage> relevant;
        try {
            relevant = Set.copyOf(messages.relevant(List.copyOf(readable.values())));
        } catch (DataAccessException | TransactionException unavailable) {
            log.warn("{} messages wait for Postgres: {}", batch.size(), unavailable.toString());
            return;
        }
        var written = requestMails(relevant);
        var done = new ArrayList<RecordId>();
        readable.forEach((message, read) -> {
            if (!relevant.contains(read) || written.contains(read) || isHandled(stream, message, read)) {
                done.add(message.getId());
            }
        });
        streams.acknowledge(stream, done);
    }

    /// @return those that are done with
    private Set<PlatformMessage> requestMails(Set<PlatformMessage> relevant) {
        var requests = relevant.stream()
                .filter(message -> message.type().equals(MoneyMessageService.MAIL_REQUESTED))
                .collect(Collectors.toSet());
        try {
            messages.handleMailRequests(requests);
            return requests;
        } catch (RuntimeException failure) { // whichever it was, they are handled one by one
            log.debug("One of {} mails failed", requests.size(), failure);
            return Set.of();
        }
    }

    private boolean isHandled(String stream, MapRecord<String, String, String> message, PlatformMessage read) {
        try {
            traces.within(
                    message.getValue().get(TracePropagation.FIELD),
                    "handle " + read.type(),
                    () -> messages.handle(read));
            return true;
        } catch (TransientDataAccessException | TransactionException unavailable) {
            log.warn("Message {} waits for Postgres: {}", message.getId(), unavailable.toString());
        } catch (RuntimeException failure) { // whatever it is, the messages behind must not wait for it
            log.warn("Message {} of {} failed and will be tried again", message.getId(), stream, failure);
        }
        return false;
    }

    private void park(String stream, MapRecord<String, String, String> message) {
        parked.increment();
        log.error("Message {} of {} is set aside: {}", message.getId(), stream, message.getValue());
        streams.acknowledge(stream, List.of(message.getId()));
    }
}
