package dev.boxoffice.booking.seats;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Fills an event's mirror from Postgres when Redis has lost it, or may have missed changes while it was out.
@Service
public class MirrorRebuildService {

    private static final Logger log = LoggerFactory.getLogger(MirrorRebuildService.class);
    private static final int MAX_EVENTS_REMEMBERED = 100_000;
    private static final long POLL_NANOS = 20_000_000L;

    private final MirrorLoadStore loads;
    private final SeatMirrorStore mirror;
    private final TicketStateRepository tickets;
    private final MirrorProperties properties;
    private final ConcurrentHashMap<UUID, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
    private final Cache<UUID, Long> checkedAfterOutage =
            Caffeine.newBuilder().maximumSize(MAX_EVENTS_REMEMBERED).build();

    MirrorRebuildService(
            MirrorLoadStore loads, SeatMirrorStore mirror, TicketStateRepository tickets, MirrorProperties properties) {
        this.loads = loads;
        this.mirror = mirror;
        this.tickets = tickets;
        this.properties = properties;
    }

    /// Makes sure that what an outage has kept from Redis is made good before the event's seats are held
    /// again.
    ///
    /// @return false when Redis is out again
    public boolean catchUpAfterOutage(UUID event) {
        var outages = loads.outages();
        var checked = checkedAfterOutage.getIfPresent(event);
        var missed = mirror.takeMissed(event);
        if (!missed && outages == (checked == null ? 0 : checked)) {
            return true;
        }
        if (!loads.markIncomplete(event) || !load(event)) {
            if (missed) {
                mirror.addMissed(event);
            }
            return false;
        }
        checkedAfterOutage.put(event, outages);
        return true;
    }

    /// Rebuilds, or waits for the rebuild that is under way.
    ///
    /// @return whether the mirror is complete now
    public boolean load(UUID event) {
        var mine = new CompletableFuture<Boolean>();
        var other = running.putIfAbsent(event, mine);
        if (other != null) {
            return other.join();
        }
        try {
            mine.complete(loadOnce(event));
        } catch (RuntimeException failed) {
            mine.complete(false);
            throw failed;
        } finally {
            running.remove(event);
        }
        return mine.join();
    }

    private boolean loadOnce(UUID event) {
        var lease = UUID.randomUUID().toString();
        var deadline = System.nanoTime() + properties.rebuildWait().toNanos();
        do {
            var won = loads.lease(event, lease, properties.rebuildLease());
            if (won.isEmpty()) {
                return false;
            }
            if (won.get()) {
                return rebuild(event, lease);
            }
            LockSupport.parkNanos(POLL_NANOS); // another instance is at it
            if (loads.isComplete(event)) {
                return true;
            }
        } while (System.nanoTime() < deadline);
        return false;
    }

    private boolean rebuild(UUID event, String lease) {
        var states = tickets.everChanged(event);
        if (!mirror.writeTickets(event, states)) {
            return false;
        }
        var complete = loads.complete(event, lease);
        log.info("Mirror of event {} rebuilt from {} tickets", event, states.size());
        return complete;
    }
}
