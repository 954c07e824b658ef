package dev.boxoffice.booking.ticket.mail;

import dev.boxoffice.booking.ticket.mail.ConfirmedBookingListener.Confirmation;
import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
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
        if (batch.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var due = new LinkedHashMap<String, Confirmation>();
        for (var entry : batch) {
            listener.read(entry.fields())
                    .filter(confirmation -> !confirmation.isBefore(now.minus(properties.oldest())))
                    .ifPresent(confirmation -> due.put(entry.id(), confirmation));
        }
        var requested = due.isEmpty() ? Set.<Confirmation>of() : listener.requestMails(due.values());
        due.values().removeIf(confirmation -> requested.contains(confirmation) || isForgotten(confirmation, now));
        stream.acknowledge(batch.stream()
                .map(ConfirmedBookingStore.Entry::id)
                .filter(id -> !due.containsKey(id))
                .toList());
    }

    private boolean isForgotten(Confirmation confirmation, Instant now) {
        var forgotten = confirmation.isBefore(now.minus(properties.contactWait()));
        if (forgotten) {
            log.debug("Nobody has said where mail about booking {} goes", confirmation.booking());
        }
        return forgotten;
    }
}
