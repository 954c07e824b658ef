package dev.boxoffice.event.live;

import dev.boxoffice.event.live.seat.SeatAvailability;
import dev.boxoffice.event.live.seat.SeatChanges;
import dev.boxoffice.event.live.seat.SeatSnapshot;
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
/// Two locks, always taken in this order: `reading` is held across reads of the stores, this object's monitor
/// only while the state in memory is read or changed, so that nobody who merely sends frames ever waits for a
/// store.
final class LiveSeatMap {

    /// Where a watcher starts: what to send first, and the number of the frame it thereby has.
    record QueuedFrame(byte[] bytes, long sequence) {}

    /// Within this time what was read from Postgres alone counts as fresh enough: without Redis every read is a query.
    private static final Duration FALLBACK_REUSE = Duration.ofMillis(250);

    private final UUID eventId;
    private final int total;
    private final SeatStatusService seats;
    private final LiveMetrics metrics;
    private final ReentrantLock reading = new ReentrantLock();
    private final FrameRingBuffer ring;

    private byte[] statuses;
    private boolean closed;
    private long version;
    private @Nullable AvailabilityDocument document;
    private @Nullable SeatAvailability availability;

    private boolean withoutRedis;
    private long readStartedAt;
    private volatile long readAt;
    private volatile long usedAt = System.nanoTime();

    LiveSeatMap(UUID eventId, int total, SeatStatusService seats, LiveProperties properties, LiveMetrics metrics) {
        this.eventId = eventId;
        this.total = total;
        this.seats = seats;
        this.metrics = metrics;
        this.readStartedAt = System.nanoTime();
        this.readAt = readStartedAt;
        var first = seats.snapshot(eventId, total, 0);
        this.statuses = first.statuses();
        this.closed = first.closed();
        this.version = first.version();
        this.ring = new FrameRingBuffer(
                properties.ringFrames(), properties.ringBytes().toBytes(), version);
    }

    UUID eventId() {
        return eventId;
    }

    /// Brings the state up to what the stores say now. Whoever waits here while another reads shares the read
    /// that started after they came: under load one round trip answers many.
    void refresh() {
        var arrived = System.nanoTime();
        usedAt = arrived;
        reading.lock();
        try {
            if (readStartedAt - arrived >= 0) {
                return;
            }
            if (withoutRedis && arrived - readStartedAt < FALLBACK_REUSE.toNanos()) {
                return;
            }
            readStartedAt = System.nanoTime();
            readChanges(Duration.ofNanos(readStartedAt - readAt));
            readAt = readStartedAt;
        } finally {
            reading.unlock();
        }
    }

    /// @param unseen how long nobody had asked; a hold that ran out while nobody looked is not told late
    private void readChanges(Duration unseen) {
        while (true) {
            switch (seats.changesSince(eventId, version())) {
                case SeatChanges.Changed change -> {
                    withoutRedis = false;
                    if (change.expiryLagMillis() >= 0) {
                        metrics.expired(Math.min(change.expiryLagMillis(), unseen.toMillis()));
                    }
                    applyChanges(change);
                    if (change.complete()) {
                        return;
                    }
                }
                case SeatChanges.Gap() -> {
                    withoutRedis = false;
                    metrics.resnapshot();
                    restart(seats.snapshot(eventId, total, version()));
                    return;
                }
                case SeatChanges.Unavailable() -> {
                    withoutRedis = true;
                    applySold(seats.soldOnly(eventId, total, version()));
                    return;
                }
            }
        }
    }

    private synchronized void applyChanges(SeatChanges.Changed change) {
        if (change.version() == version) {
            return;
        }
        // Every seat touched is told, also one that is back where it was: a reader may stand in the middle.
        var touched = new TreeMap<Integer, Byte>();
        for (var seat : change.changes()) {
            if (seat.ordinal() >= 0 && seat.ordinal() < total) {
                var status = closed && seat.status() == SeatStatus.AVAILABLE.code()
                        ? SeatStatus.NOT_FOR_SALE.code()
                        : seat.status();
                statuses[seat.ordinal()] = status;
                touched.put(seat.ordinal(), status);
            }
        }
        addFrame(change.version(), touched);
    }

    private synchronized void restart(SeatSnapshot fresh) {
        statuses = fresh.statuses();
        closed = fresh.closed();
        version = fresh.version();
        document = null;
        availability = null;
        ring.restart(version);
    }

    /// Takes over what Postgres says; where it says nothing new, nothing is told.
    private synchronized void applySold(SeatSnapshot sold) {
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
            addFrame(sold.version(), touched);
        }
    }

    private void addFrame(long newVersion, SortedMap<Integer, Byte> touched) {
        version = newVersion;
        document = null;
        availability = null;
        ring.add(version, SeatFrameEncoder.seats(version, touched));
        metrics.frame(touched.size());
    }

    synchronized void heartbeat() {
        ring.add(version, SeatFrameEncoder.heartbeat(version));
    }

    synchronized long version() {
        return version;
    }

    synchronized SeatAvailability availability() {
        if (availability == null) {
            availability = new SeatAvailability(eventId, version, statuses.clone());
        }
        return availability;
    }

    synchronized AvailabilityDocument document() {
        if (document == null) {
            document = new AvailabilityDocument(availability());
        }
        return document;
    }

    /// @param lastEventId the version a returning watcher stands at, or -1
    synchronized QueuedFrame resume(long lastEventId) {
        var sequence = lastEventId < 0 ? -1 : ring.resumeAt(lastEventId);
        return sequence < 0
                ? new QueuedFrame(document().frame(), ring.last())
                : new QueuedFrame(SeatFrameEncoder.heartbeat(lastEventId), sequence);
    }

    /// The frame after that one; a reader who fell out of the ring starts again with a snapshot.
    synchronized @Nullable QueuedFrame next(long sequence) {
        if (!ring.reaches(sequence)) {
            metrics.fellBehind();
            return new QueuedFrame(document().frame(), ring.last());
        }
        var frame = ring.after(sequence);
        return frame == null ? null : new QueuedFrame(frame.bytes(), sequence + 1);
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
