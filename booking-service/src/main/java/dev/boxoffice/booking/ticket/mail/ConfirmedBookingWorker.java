package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.stereotype.Component;

/// Reads what is confirmed, until nothing is left; what cannot be done yet is read again.
@Component
class ConfirmedBookingWorker extends Worker {

    private static final Logger log = LoggerFactory.getLogger(ConfirmedBookingWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ConfirmedBookingStore stream;
    private final ConfirmedBookingListener listener;
    private final TicketMailProperties properties;
    private final Clock clock;

    ConfirmedBookingWorker(
            ConfirmedBookingStore stream,
            ConfirmedBookingListener listener,
            TicketMailProperties properties,
            Clock clock) {
        super("ticket-mail", POLL);
        this.stream = stream;
        this.listener = listener;
        this.properties = properties;
        this.clock = clock;
    }

    /// The stream itself is not created, since its writer tells by its absence that Redis has lost it.
    @Override
    protected boolean runOnce() {
        if (!stream.exists()) {
            return false;
        }
        try {
            handle(stream.takeOver());
            var batch = stream.readNew();
            handle(batch);
            return !batch.isEmpty();
        } catch (RedisSystemException failure) {
            if (!String.valueOf(failure.getCause()).contains("NOGROUP")) {
                throw failure;
            }
            stream.createGroup();
            return true;
        }
    }

    private void handle(List<ConfirmedBookingStore.Entry> batch) {
        var done = new ArrayList<String>();
        try {
            for (var message : batch) {
                if (isDone(message)) {
                    done.add(message.id());
                }
            }
        } finally {
            stream.acknowledge(done);
        }
    }

    private boolean isDone(ConfirmedBookingStore.Entry message) {
        var read = listener.read(message.fields());
        if (read.isEmpty()) {
            return true;
        }
        var confirmation = read.get();
        var now = clock.instant();
        if (confirmation.isBefore(now.minus(properties.oldest())) || listener.requestMail(confirmation)) {
            return true;
        }
        if (confirmation.isBefore(now.minus(properties.contactWait()))) {
            log.debug("Nobody has said where mail about booking {} goes", confirmation.booking());
            return true;
        }
        return false;
    }
}
