package dev.boxoffice.gateway.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// One event's waiting room as this gateway sees it: the state of the last tick, and who wants to hear of the next.
final class Room {

    /// How strongly one tick moves the observed rate: about the last half minute counts.
    private static final double WEIGHT = 1.0 / 30;

    private final UUID event;
    private final Sinks.Many<Room> ticks = Sinks.many().multicast().directBestEffort();
    private final AtomicLong highest = new AtomicLong();

    private volatile EventInfo info;
    private volatile QueueState state;
    private volatile double servedPerSecond = -1;
    private volatile Instant ticked;

    /// Since when its line could move and does not, by Redis's clock; null while it does.
    private volatile @Nullable Instant stalledSince;

    Room(EventInfo info, QueueState state, Instant at) {
        this.event = info.id();
        this.info = info;
        this.state = state;
        this.ticked = at;
        saw(state.number("next") - 1);
    }

    UUID event() {
        return event;
    }

    QueueState state() {
        return state;
    }

    Line line() {
        return state.line();
    }

    EventInfo info() {
        return info;
    }

    Settings settings() {
        return state.over(info.settings());
    }

    /// Each tick, the present one first; a slow reader misses some.
    Flux<Room> ticks() {
        return ticks.asFlux().onBackpressureLatest().startWith(this);
    }

    /// Remembers the highest place given, so that a Redis that has forgotten it does not give it again.
    void saw(long place) {
        highest.accumulateAndGet(place, Math::max);
    }

    long highest() {
        return highest.get();
    }

    /// @param at this gateway's time
    void update(EventInfo newInfo, QueueState newState, Instant at) {
        observe(newState);
        boolean moved = newState.line().serving() != line().serving();
        info = newInfo;
        state = newState;
        ticked = at;
        if (moved || !couldMove()) {
            stalledSince = null;
        } else if (stalledSince == null) {
            stalledSince = newState.now();
        }
        saw(newState.number("next") - 1);
        ticks.tryEmitNext(this);
    }

    /// The event is over, or nobody is kept any more: whoever listens is let go.
    void close() {
        ticks.tryEmitComplete();
    }

    private void observe(QueueState newState) {
        double seconds = (newState.number("now") - state.number("now")) / 1_000.0;
        if (seconds < 0.1) {
            return;
        }
        double rate = newState.line()
                        .gaps()
                        .places(state.line().serving(), newState.line().serving())
                / seconds;
        servedPerSecond = servedPerSecond < 0 ? rate : servedPerSecond + (rate - servedPerSecond) * WEIGHT;
    }

    /// Whether people wait, there are seats for them, and nobody is inside whom they wait for.
    private boolean couldMove() {
        return stateName().equals("OPEN")
                && line().waiting() > 0
                && state.number("active") == 0
                && !Long.valueOf(0).equals(state.seatsLeft());
    }

    /// How long the line has stood still without a reason.
    Duration stalled() {
        Instant since = stalledSince;
        return since == null ? Duration.ZERO : Duration.between(since, state.now());
    }

    /// When this gateway last saw the room move on.
    Instant ticked() {
        return ticked;
    }

    /// Whether people wait here rather than walk in.
    boolean keepsPeople() {
        return switch (settings().mode()) {
            case OFF -> false;
            case ON -> true;
            case AUTO -> state.flag("on") || !line().isDrawn();
        };
    }

    String stateName() {
        if (!keepsPeople()) {
            return "OFF";
        }
        if (!line().isDrawn()) {
            return "PRE_SALE";
        }
        return state.flag("soldout") ? "SOLD_OUT" : "OPEN";
    }

    /// Whether a reserve needs an admission.
    boolean guardsReserve() {
        return state.flag("on") && line().isDrawn();
    }

    /// By what happened lately, and at most as fast as allowed; null while nothing moves.
    @Nullable
    Long estimatedWaitSeconds(long position) {
        double allowed = settings().admitPerMinute() / 60.0;
        double rate = servedPerSecond > 0 ? Math.min(allowed, servedPerSecond) : allowed;
        return rate <= 0 ? null : (long) Math.ceil(position / rate);
    }

    /// How many were called lately.
    double servedPerMinute() {
        return Math.round(Math.max(0, servedPerSecond) * 600) / 10.0;
    }

    /// Nobody waits, nobody is inside, and nothing says that this will change. A room that only an operator keeps open
    /// to everybody stays known: forgotten, the organiser's ON would hold again.
    boolean isIdle() {
        return !keepsPeople()
                && info.settings().mode() != Mode.ON
                && line().waiting() == 0
                && state.number("active") == 0;
    }

    /// How long a poller should wait: the front looks often, the back saves everybody's strength.
    static Duration refreshAfter(long position) {
        return Duration.ofSeconds(Math.clamp(position / 500, 2, 30));
    }
}
