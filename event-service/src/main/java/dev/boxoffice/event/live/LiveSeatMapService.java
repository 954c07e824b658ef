package dev.boxoffice.event.live;

import dev.boxoffice.event.live.seat.SeatAvailability;
import dev.boxoffice.event.live.seat.SeatStatusService;
import dev.boxoffice.event.plan.SeatMap;
import dev.boxoffice.event.ticket.SeatMapService;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/// The seats of the events somebody looks at right now, in memory.
@Service
public class LiveSeatMapService implements SmartLifecycle {

    /// An event in memory, and what publishes its updates.
    record LiveEvent(LiveSeatMap seatMap, SeatUpdatePublisher publisher) {}

    private final ConcurrentHashMap<UUID, LiveEvent> events = new ConcurrentHashMap<>();
    private final SeatMapService seatMaps;
    private final SeatStatusService seats;
    private final LiveProperties properties;
    private final LiveMetrics metrics;
    private volatile boolean running;

    LiveSeatMapService(
            SeatMapService seatMaps, SeatStatusService seats, LiveProperties properties, LiveMetrics metrics) {
        this.seatMaps = seatMaps;
        this.seats = seats;
        this.properties = properties;
        this.metrics = metrics;
        metrics.registerLag(this::lag);
    }

    private Duration lag() {
        return events.values().stream()
                .filter(event -> !event.publisher().isEmpty())
                .map(event -> event.seatMap().lag())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// What is free now: never older than this call. Empty where the event is not published.
    public Optional<SeatAvailability> availability(UUID eventId) {
        return fresh(eventId).map(LiveSeatMap::availability);
    }

    Optional<AvailabilityDocument> document(UUID eventId) {
        return fresh(eventId).map(LiveSeatMap::document);
    }

    /// As [#document], but waits for a version other than that one; after the time is over it is the same one
    /// again.
    AvailabilityDocument documentAfter(UUID eventId, long version, Duration atMost) throws InterruptedException {
        var event = event(eventId).orElseThrow();
        event.publisher().awaitChange(version, atMost);
        event.seatMap().touch();
        return event.seatMap().document();
    }

    /// @param lastEventId the version a returning watcher stands at, or -1
    void subscribe(UUID eventId, long lastEventId, SeatStreamSubscriber watcher) {
        var event = event(eventId).orElseThrow();
        watcher.subscribe(event.seatMap(), event.publisher(), event.seatMap().resume(lastEventId));
        event.publisher().subscribe(watcher);
    }

    /// The event is for sale no longer: every instance reads its seats anew.
    public void invalidate(UUID eventId) {
        seats.invalidate(eventId);
    }

    private Optional<LiveSeatMap> fresh(UUID eventId) {
        return event(eventId).map(event -> {
            event.seatMap().refresh();
            return event.seatMap();
        });
    }

    private Optional<LiveEvent> event(UUID eventId) {
        var present = events.get(eventId);
        if (present != null) {
            return Optional.of(present);
        }
        return seatMaps.find(eventId)
                .map(SeatMap::total)
                .map(total -> events.computeIfAbsent(eventId, id -> {
                    var seatMap = new LiveSeatMap(id, total, seats, properties, metrics);
                    return new LiveEvent(seatMap, new SeatUpdatePublisher(seatMap, properties, metrics));
                }));
    }

    /// Forgets what nobody has asked for in a while.
    void sweep() {
        var idle = events.values().stream()
                .filter(event -> event.publisher().isEmpty())
                .sorted(Comparator.comparingLong(event -> event.seatMap().usedAt()))
                .toList();
        var tooMany = idle.size() - properties.maxIdleEvents();
        for (var i = 0; i < idle.size(); i++) {
            var seatMap = idle.get(i).seatMap();
            if (i < tooMany || seatMap.unusedFor(properties.idleAfter())) {
                events.remove(seatMap.eventId(), idle.get(i));
            }
        }
    }

    /// Ends all streams, so that a stopping server need not wait for them; their clients go on elsewhere.
    @Override
    public void stop() {
        running = false;
        events.values().forEach(event -> event.publisher().close());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
