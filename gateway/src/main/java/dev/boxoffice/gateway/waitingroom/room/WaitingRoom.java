package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import dev.boxoffice.gateway.waitingroom.estimate.ServingPace;
import dev.boxoffice.gateway.waitingroom.estimate.WaitEstimate;
import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// One event's waiting room as this gateway sees it: the state of the last tick, and who wants to hear of the next.
public final class WaitingRoom {

    private final Sinks.Many<WaitingRoom> ticks = Sinks.many().multicast().directBestEffort();
    private final AtomicLong highestGiven = new AtomicLong();
    private final ServingPace pace = new ServingPace();

    private volatile QueuedEvent event;
    private volatile WaitingRoomState state;
    private volatile Instant ticked;

    /// Since when its queue could move and does not, by Redis's clock; null while it does.
    private volatile @Nullable Instant stalledSince;

    WaitingRoom(QueuedEvent event, WaitingRoomState state, Instant at) {
        this.event = event;
        this.state = state;
        this.ticked = at;
        noteGiven(state.order().next() - 1);
    }

    public UUID eventId() {
        return event.id();
    }

    public QueuedEvent event() {
        return event;
    }

    public WaitingRoomState state() {
        return state;
    }

    public QueueOrder order() {
        return state.order();
    }

    public WaitingRoomSettings settings() {
        return state.settings(event.settings());
    }

    /// Each tick, the present one first; a slow reader misses some.
    public Flux<WaitingRoom> ticks() {
        return ticks.asFlux().onBackpressureLatest().startWith(this);
    }

    /// Remembers the highest place given, so that a Redis that has forgotten it does not give it again.
    public void noteGiven(long place) {
        highestGiven.accumulateAndGet(place, Math::max);
    }

    public long highestGiven() {
        return highestGiven.get();
    }

    /// @param at this gateway's time
    void update(QueuedEvent newEvent, WaitingRoomState newState, Instant at) {
        if (newState.order().isDrawn() && state.order().isDrawn()) {
            long called = newState.order()
                    .gaps()
                    .places(order().serving(), newState.order().serving());
            // Places whose people had left were passed over, nobody waited for them.
            pace.observe(Math.max(0, called - Math.max(0, state.gone() - newState.gone())), newState.asOf());
        }
        boolean moved = newState.order().serving() != order().serving();
        event = newEvent;
        state = newState;
        ticked = at;
        if (moved || !couldMove()) {
            stalledSince = null;
        } else if (stalledSince == null) {
            stalledSince = newState.asOf();
        }
        noteGiven(newState.order().next() - 1);
        ticks.tryEmitNext(this);
    }

    /// The event is over, or nobody is kept any more: every stream ends.
    void close() {
        ticks.tryEmitComplete();
    }

    /// Whether people wait, there are seats for them, and nobody is inside whom they wait for.
    private boolean couldMove() {
        return phase() == WaitingRoomPhase.OPEN
                && state.waiting() > 0
                && state.admissions().active() == 0
                && !Long.valueOf(0).equals(state.seatsLeft());
    }

    /// How long the queue has stood still without a reason.
    Duration stalled() {
        Instant since = stalledSince;
        return since == null ? Duration.ZERO : Duration.between(since, state.asOf());
    }

    /// When this gateway last saw the room move on.
    Instant ticked() {
        return ticked;
    }

    /// Whether people wait here rather than walk in.
    public boolean keepsPeople() {
        return switch (settings().mode()) {
            case OFF -> false;
            case ON -> true;
            case AUTO -> state.on() || !order().isDrawn();
        };
    }

    public WaitingRoomPhase phase() {
        if (!keepsPeople()) {
            return WaitingRoomPhase.OFF;
        }
        if (!order().isDrawn()) {
            return WaitingRoomPhase.PRE_SALE;
        }
        return state.soldOut() ? WaitingRoomPhase.SOLD_OUT : WaitingRoomPhase.OPEN;
    }

    /// Whether a reserve needs an admission.
    public boolean guardsReserve() {
        return state.on() && order().isDrawn();
    }

    /// By what happened lately; null while nothing is known, or nobody is called.
    public @Nullable WaitEstimate estimate(long position) {
        return settings().admitPerMinute() == 0 || state.soldOut() ? null : pace.estimate(position);
    }

    /// How many were called lately.
    public double servedPerMinute() {
        return pace.perMinute();
    }

    /// Seats that those before a position will want, one each, of those that are left; null while the event's size is
    /// unknown.
    public @Nullable Long seatsAhead(long position) {
        return state.seatsLeft() == null
                ? null
                : Long.valueOf(position - 1 + Math.max(0, state.admissions().active() - state.held()));
    }

    /// Whether somebody stands beyond the seats that are left.
    public boolean isUnlikely(long position) {
        Long left = state.seatsLeft();
        Long ahead = seatsAhead(position);
        return left != null && ahead != null && ahead >= left;
    }

    /// Nobody waits, nobody is inside, and nothing says that this will change. A room that only an operator
    /// keeps open to everybody stays known: forgotten, the organiser's ON would hold again. So does one that
    /// was switched off and has not moved since: booking-service still reads that it is on.
    boolean isIdle() {
        return !keepsPeople()
                && !state.on()
                && event.settings().mode() != WaitingRoomMode.ON
                && settings().autoAbove() == null // what it watches for must be seen
                && state.waiting() == 0
                && state.admissions().active() == 0;
    }

    /// How long a poller should wait: the front looks often, the back spares the gateways.
    public static Duration refreshAfter(long position) {
        return Duration.ofSeconds(Math.clamp(position / 500, 2, 30));
    }
}
