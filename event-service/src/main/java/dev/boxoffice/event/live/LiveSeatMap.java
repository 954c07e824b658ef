package dev.boxoffice.event.live;

import dev.boxoffice.event.live.seat.SeatAvailability;
import dev.boxoffice.event.live.seat.SeatStatus;
import dev.boxoffice.event.live.seat.SeatStatusService;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One event's seats in memory, kept in step with Redis and Postgres, and the frames that tell of each step.
///
/// Two locks, always taken in this order: `pulling` is held across reads of the stores, this object's monitor
/// only while the state in memory is read or changed, so that nobody who merely sends frames ever waits for a
/// store.
final class LiveSeatMap {

    /// Where a watcher starts: what to send first, and the number of the frame it thereby has.
    record Start(byte[] bytes, long sequence) {}

    /// Within this a picture read from Postgres alone is fresh enough: without Redis every read is a query.
    private static final Duration FALLBACK_REUSE = Duration.ofMillis(250);

    private final UUID eventId;
    private final int total;
    private final SeatStatusService source;
    private final LiveMetrics metrics;
    private final ReentrantLock pulling = new ReentrantLock();
    private final FrameRingBuffer ring;

    private byte[] statuses;
    private boolean closed;
    private long version;
    private @Nullable AvailabilityDocument body;
    private @Nullable SeatAvailability picture;

    private boolean withoutRedis;
    private long pulledAt;
    private volatile long readAt;
    private volatile long usedAt = System.nanoTime();

    LiveSeatMap(UUID eventId, int total, SeatStatusService source, LiveProperties properties, LiveMetrics metrics) {
        this.eventId = eventId;
        this.total = total;
        this.source = source;
        this.metrics = metrics;
        this.pulledAt = System.nanoTime();
        this.readAt = pulledAt;
        var first = source.snapshot(eventId, total, 0);
        this.statuses = first.statuses();
        this.closed = first.closed();
        this.version = first.version();
        this.ring =
                new FrameRingBuffer(properties.ringFrames(), properties.ringBytes().toBytes(), version);
    }

    UUID eventId() {
        return eventId;
    }

    /// Brings the state up to what the stores say now. Whoever waits here while another reads shares the read
    /// that started after they came: under load one round trip answers many.
    void refresh() {
        var arrived = System.nanoTime();
        usedAt = arrived;
        pulling.lock();
        try {
            if (pulledAt - arrived >= 0) {
                return;
            }
            if (withoutRedis && arrived - pulledAt < FALLBACK_REUSE.toNanos()) {
                return;
            }
            pulledAt = System.nanoTime();
            pull(Duration.ofNanos(pulledAt - readAt));
            readAt = pulledAt;
        } finally {
            pulling.unlock();
        }
    }

    /// @param unseen how long nobody had asked; a hold that ran out while nobody looked is not told late
    private void pull(Duration unseen) {
        while (true) {
            switch (source.changesSince(eventId, version())) {
                case SeatStatusService.Since.Changes news -> {
                    withoutRedis = false;
                    if (news.expiryLagMillis() >= 0) {
                        metrics.expired(Math.min(news.expiryLagMillis(), unseen.toMillis()));
                    }
                    advance(news);
                    if (news.complete()) {
                        return;
                    }
                }
                case SeatStatusService.Since.Gap() -> {
                    withoutRedis = false;
                    metrics.resnapshot();
                    restart(source.snapshot(eventId, total, version()));
                    return;
                }
                case SeatStatusService.Since.Unavailable() -> {
                    withoutRedis = true;
                    adopt(source.soldOnly(eventId, total, version()));
                    return;
                }
            }
        }
    }

    private synchronized void advance(SeatStatusService.Since.Changes news) {
        if (news.version() == version) {
            return;
        }
        // Every seat touched is told, also one that is back where it was: a reader may stand in the middle.
        var touched = new TreeMap<Integer, Byte>();
        for (var change : news.changes()) {
            if (change.ordinal() >= 0 && change.ordinal() < total) {
                var status = closed && change.status() == SeatStatus.AVAILABLE.code()
                        ? SeatStatus.NOT_FOR_SALE.code()
                        : change.status();
                statuses[change.ordinal()] = status;
                touched.put(change.ordinal(), status);
            }
        }
        step(news.version(), touched);
    }

    private synchronized void restart(SeatStatusService.Snapshot fresh) {
        statuses = fresh.statuses();
        closed = fresh.closed();
        version = fresh.version();
        body = null;
        picture = null;
        ring.restart(version);
    }

    /// Takes over what Postgres says; where it says nothing new, nothing is told.
    private synchronized void adopt(SeatStatusService.Snapshot sold) {
        closed = sold.closed();
        var touched = new TreeMap<Integer, Byte>();
        for (var ordinal = 0; ordinal < total; ordinal++) {
            var status = sold.statuses()[ordinal];
            if (statuses[ordinal] != status) {
                statuses[ordinal] = status;
                touched.put(ordinal, status);
            }
        }
        if (!touched.isEmpty()) {
            step(sold.version(), touched);
        }
    }

    private void step(long newVersion, SortedMap<Integer, Byte> touched) {
        version = newVersion;
        body = null;
        picture = null;
        ring.add(version, SeatFrameEncoder.seats(version, touched));
        metrics.frame(touched.size());
    }

    synchronized void heartbeat() {
        ring.add(version, SeatFrameEncoder.heartbeat(version));
    }

    synchronized long version() {
        return version;
    }

    synchronized SeatAvailability picture() {
        if (picture == null) {
            picture = new SeatAvailability(eventId, version, statuses.clone());
        }
        return picture;
    }

    synchronized AvailabilityDocument body() {
        if (body == null) {
            body = new AvailabilityDocument(picture());
        }
        return body;
    }

    /// @param lastEventId the version a returning watcher stands at, or -1
    synchronized Start start(long lastEventId) {
        var sequence = lastEventId < 0 ? -1 : ring.resumeAt(lastEventId);
        return sequence < 0
                ? new Start(body().frame(), ring.last())
                : new Start(SeatFrameEncoder.heartbeat(lastEventId), sequence);
    }

    /// The frame after that one; a reader who fell out of the ring starts again with a snapshot.
    synchronized @Nullable Start next(long sequence) {
        if (!ring.reaches(sequence)) {
            metrics.fellBehind();
            return new Start(body().frame(), ring.last());
        }
        var frame = ring.after(sequence);
        return frame == null ? null : new Start(frame.bytes(), sequence + 1);
    }

    synchronized long lastSequence() {
        return ring.last();
    }

    /// How old what the watchers were told may be: the time since the stores were last read without failing.
    Duration lag() {
        return Duration.ofNanos(System.nanoTime() - readAt);
    }

    boolean isWithoutRedis() {
        return withoutRedis;
    }

    void touch() {
        usedAt = System.nanoTime();
    }

    boolean unusedFor(Duration duration) {
        return System.nanoTime() - usedAt > duration.toNanos();
    }

    long usedAt() {
        return usedAt;
    }
}
