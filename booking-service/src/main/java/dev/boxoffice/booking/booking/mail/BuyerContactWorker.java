package dev.boxoffice.booking.booking.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Remembers how to reach who books, beside the booking: many at a time, and nobody waits for it.
@Component
public class BuyerContactWorker extends Worker {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MAX_KNOWN = 100_000;
    private static final int MAX_WAITING = 50_000;

    private final BuyerContactRepository contacts;
    private final Clock clock;
    private final Map<String, BuyerContact> waiting = new ConcurrentHashMap<>();
    private final Cache<String, BuyerContact> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    BuyerContactWorker(BuyerContactRepository contacts, Clock clock) {
        super("buyer-contacts", PAUSE);
        this.contacts = contacts;
        this.clock = clock;
    }

    /// Whoever has no address in their token is told nothing by mail.
    public void remember(Caller caller) {
        if (caller.email() == null || waiting.size() >= MAX_WAITING) {
            return;
        }
        var contact = new BuyerContact(caller.subject(), caller.email(), caller.name());
        if (!contact.equals(known.getIfPresent(caller.subject()))) {
            waiting.put(caller.subject(), contact);
        }
    }

    @Override
    protected boolean runOnce() {
        var batch = new ArrayList<>(waiting.values());
        if (!batch.isEmpty()) {
            contacts.save(batch, clock.instant());
            batch.forEach(contact -> {
                known.put(contact.subject(), contact);
                waiting.remove(contact.subject(), contact);
            });
        }
        return false;
    }
}
