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
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The seats of the events somebody looks at right now, in memory.
@Component
public class LiveSeatMapService implements SmartLifecycle {

    /// An event in memory and those who wait for its news.
    record Show(LiveSeatMap feed, SeatUpdatePublisher audience) {}

    private final ConcurrentHashMap<UUID, Show> shows = new ConcurrentHashMap<>();
    private final SeatMapService seatMaps;
    private final SeatStatusService source;
    private final LiveProperties properties;
    private final LiveMetrics metrics;
    private volatile boolean running;

    LiveSeatMapService(SeatMapService seatMaps, SeatStatusService source, LiveProperties properties, LiveMetrics metrics) {
        this.seatMaps = seatMaps;
        this.source = source;
        this.properties = properties;
        this.metrics = metrics;
        metrics.lagIs(this::lag);
    }

    private Duration lag() {
        return shows.values().stream()
                .filter(show -> !show.audience().isEmpty())
                .map(show -> show.feed().lag())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// What is free now: never older than this call. Empty where the event is not published.
    public Optional<SeatAvailability> picture(UUID eventId) {
        return fresh(eventId).map(LiveSeatMap::picture);
    }

    Optional<AvailabilityDocument> body(UUID eventId) {
        return fresh(eventId).map(LiveSeatMap::body);
    }

    /// As [#body], but waits for a version other than that one; after the time is over it is the same one
    /// again.
    AvailabilityDocument bodyAfter(UUID eventId, long version, Duration atMost) throws InterruptedException {
        var show = show(eventId).orElseThrow();
        show.audience().awaitNews(version, atMost);
        show.feed().touch();
        return show.feed().body();
    }

    /// @param lastEventId the version a returning watcher stands at, or -1
    void watch(UUID eventId, long lastEventId, SeatStreamSubscriber watcher) {
        var show = show(eventId).orElseThrow();
        watcher.watch(show.feed(), show.audience(), show.feed().start(lastEventId));
        show.audience().join(watcher);
    }

    /// The event is for sale no longer, or again: every instance reads its seats anew.
    public void invalidate(UUID eventId) {
        source.invalidate(eventId);
    }

    private Optional<LiveSeatMap> fresh(UUID eventId) {
        return show(eventId).map(show -> {
            show.feed().refresh();
            return show.feed();
        });
    }

    private Optional<Show> show(UUID eventId) {
        var present = shows.get(eventId);
        if (present != null) {
            return Optional.of(present);
        }
        return seatMaps.find(eventId)
                .map(SeatMap::total)
                .map(total -> shows.computeIfAbsent(eventId, id -> {
                    var feed = new LiveSeatMap(id, total, source, properties, metrics);
                    return new Show(feed, new SeatUpdatePublisher(feed, properties, metrics));
                }));
    }

    /// Forgets what nobody has asked for in a while.
    @Scheduled(fixedDelayString = "${boxoffice.live.sweep-interval:5s}")
    void sweep() {
        var idle = shows.values().stream()
                .filter(show -> show.audience().isEmpty())
                .sorted(Comparator.comparingLong(show -> show.feed().usedAt()))
                .toList();
        var tooMany = idle.size() - properties.maxIdleEvents();
        for (var i = 0; i < idle.size(); i++) {
            var feed = idle.get(i).feed();
            if (i < tooMany || feed.unusedFor(properties.idleAfter())) {
                shows.remove(feed.eventId(), idle.get(i));
            }
        }
    }

    /// Ends all streams, so that a stopping server need not wait for them; their clients go on elsewhere.
    @Override
    public void stop() {
        running = false;
        shows.values().forEach(show -> show.audience().endAll());
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
