package dev.boxoffice.booking.booking.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
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
    private final Map<String, NotedContact> waiting = new ConcurrentHashMap<>();
    private final Cache<String, BuyerContact> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

    BuyerContactWorker(BuyerContactRepository contacts, Clock clock) {
        super("buyer-contacts", PAUSE);
        this.contacts = contacts;
        this.clock = clock;
    }

    /// Whoever has no address in their token is told nothing by mail.
    public void remember(Caller caller) {
        if (waiting.size() < MAX_WAITING) {
            BuyerContact.of(caller)
                    .filter(contact -> !contact.equals(known.getIfPresent(caller.subject())))
                    .ifPresent(contact -> waiting.put(caller.subject(), new NotedContact(contact, clock.instant())));
        }
    }

    /// As [#remember], and known once this returns: to whoever may be written to at any moment from now on.
    public void save(Caller caller) {
        BuyerContact.of(caller)
                .filter(contact -> !contact.equals(known.getIfPresent(caller.subject())))
                .ifPresent(contact -> {
                    var now = clock.instant();
                    var erased = contacts.save(Map.of(caller.subject(), new NotedContact(contact, now)), now);
                    if (erased.isEmpty()) {
                        known.put(caller.subject(), contact);
                    }
                });
    }

    /// What is being written down is written when this returns, and nothing follows of what was known before.
    public synchronized void forget(String subject) {
        waiting.remove(subject);
        known.invalidate(subject);
    }

    @Override
    protected synchronized boolean runOnce() {
        var batch = Map.copyOf(waiting);
        if (!batch.isEmpty()) {
            var erased = contacts.save(batch, clock.instant());
            batch.forEach((subject, noted) -> {
                if (!erased.contains(subject)) {
                    known.put(subject, noted.contact());
                }
                waiting.remove(subject, noted);
            });
        }
        return false;
    }
}
