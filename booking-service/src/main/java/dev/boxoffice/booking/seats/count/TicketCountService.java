package dev.boxoffice.booking.seats.count;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Counts the tickets of events that have changed. Whoever changes some only notes the event, in memory: a sale
/// pays nothing for it.
@Service
public class TicketCountService {

    private final TicketCountRepository counts;
    private final TicketCountProperties properties;
    private final Clock clock;
    private final TransactionTemplate inTransaction;
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Instant> restsUntil = new ConcurrentHashMap<>();

    TicketCountService(
            TicketCountRepository counts,
            TicketCountProperties properties,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.counts = counts;
        this.properties = properties;
        this.clock = clock;
        this.inTransaction = new TransactionTemplate(transactions);
    }

    /// Tickets of this event have moved, in a transaction that is committed.
    public void noteChange(UUID event) {
        changed.add(event);
    }

    /// Notes what any instance has sold of late.
    void noteRecentSales() {
        changed.addAll(counts.soldSince(clock.instant().minus(properties.sweepWindow())));
    }

    /// Counts what has changed, but for events that were counted a moment ago.
    void countChanged() {
        var now = clock.instant();
        restsUntil.values().removeIf(until -> !until.isAfter(now));
        for (var event : List.copyOf(changed)) {
            if (!restsUntil.containsKey(event)) {
                changed.remove(event); // before it is counted: what changes meanwhile is noted again
                count(event);
            }
        }
    }

    private void count(UUID event) {
        var counted = false;
        var begun = clock.instant();
        try {
            inTransaction.executeWithoutResult(_ -> {
                counts.takeTurn(event);
                counts.count(event, clock.instant());
            });
            counted = true;
        } finally {
            if (!counted) {
                changed.add(event);
            }
        }
        var end = clock.instant();
        var rest = Duration.between(begun, end).multipliedBy(properties.share());
        restsUntil.put(event, end.plus(rest.compareTo(properties.interval()) > 0 ? rest : properties.interval()));
    }
}
