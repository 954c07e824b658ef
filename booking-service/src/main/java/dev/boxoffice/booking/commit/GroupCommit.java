package dev.boxoffice.booking.commit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Makes calls together that come while another of the same key is under way: in one statement with one commit, as
/// Postgres itself does with waits for the disk, or in one call to Redis. Whoever finds nobody under way goes at once
/// and alone, so nobody waits for company.
///
/// A saving and no guard: what cannot be made together is made alone, by the statement that decides.
///
/// @param <K> what the calls of one group have in common
/// @param <C> a call
/// @param <R> what comes of it
public final class GroupCommit<K, C, R> {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /// Makes the calls of a group.
    public interface Together<K, C, R> {

        /// @return what came of those that were made; the others are to be made alone, nothing of them having been
        /// changed
        Map<C, R> make(K key, List<C> calls);
    }

    /// How a call that had to wait goes on.
    private sealed interface Turn<C, R> {

        record Made<C, R>(R result) implements Turn<C, R> {}

        record Alone<C, R>() implements Turn<C, R> {}

        record Failed<C, R>(RuntimeException failure) implements Turn<C, R> {}

        /// It makes the calls of this group, of which it is the first.
        record Lead<C, R>(List<Waiting<C, R>> group) implements Turn<C, R> {}
    }

    private record Waiting<C, R>(C call, CompletableFuture<Turn<C, R>> turn) {
        Waiting(C call) {
            this(call, new CompletableFuture<>());
        }
    }

    /// Those behind a call that is under way.
    private static final class Line<C, R> {

        private final List<Waiting<C, R>> waiting = new ArrayList<>();

        /// Somebody has lost patience: whoever comes now need not wait as long to learn it.
        private boolean isHeldUp;
    }

    /// So much a group wants in all, lest one that wants little waits for many that want a lot.
    private static final int MOST_WANTED = 256;

    /// Ends waits by a wheel: a limited wait of a virtual thread wakes one more thread when it begins and when it
    /// ends (`DelayScheduler`).
    private static final Timer CLOCK = new HashedWheelTimer(
            Thread.ofPlatform().name("group-patience-", 0).daemon().factory(), 50, TimeUnit.MILLISECONDS);

    private final GroupCommitProperties limits;
    private final Function<C, Collection<?>> claimed;
    private final Function<C, R> alone;
    private final Together<K, C, R> together;
    private final DistributionSummary sizes;
    private final Counter refused;

    /// One for each key with a call under way.
    private final Map<K, Line<C, R>> lines = new ConcurrentHashMap<>();

    /// @param claimed what only one call of a group may want
    /// @param alone makes one call
    /// @param kind names the calls in the metrics
    public GroupCommit(
            GroupCommitProperties limits,
            Function<C, Collection<?>> claimed,
            Function<C, R> alone,
            Together<K, C, R> together,
            MeterRegistry metrics,
            String kind) {
        this.limits = limits;
        this.claimed = claimed;
        this.alone = alone;
        this.together = together;
        this.sizes = metrics.summary("boxoffice.booking.group.commits", "kind", kind);
        this.refused = metrics.counter("boxoffice.booking.group.refused", "kind", kind);
    }

    /// Within a transaction it is made alone: others cannot be part of that.
    public R call(K key, C call) {
        if (limits.most() == 1 || TransactionSynchronizationManager.isActualTransactionActive()) {
            return alone.apply(call);
        }
        var mine = new Waiting<C, R>(call);
        return switch (join(key, mine)) {
            case FIRST -> lead(key, List.of(mine));
            case WAITS -> goOn(key, call, await(key, mine));
            case HELD_UP -> alone.apply(call);
        };
    }

    private enum Place {
        FIRST,
        WAITS,
        HELD_UP
    }

    private Place join(K key, Waiting<C, R> mine) {
        var place = new AtomicReference<>(Place.FIRST);
        lines.compute(key, (_, line) -> {
            if (line == null) {
                return new Line<>();
            }
            place.set(line.isHeldUp ? Place.HELD_UP : Place.WAITS);
            if (!line.isHeldUp) {
                line.waiting.add(mine);
            }
            return line;
        });
        return place.get();
    }

    private R goOn(K key, C call, Turn<C, R> turn) {
        return switch (turn) {
            case Turn.Made(var result) -> result;
            case Turn.Alone() -> alone.apply(call);
            case Turn.Failed(var failure) -> throw failure;
            case Turn.Lead(var group) -> lead(key, group);
        };
    }

    /// How many wait behind what is under way.
    int waiting(K key) {
        var count = new AtomicInteger();
        lines.computeIfPresent(key, (_, line) -> {
            count.set(line.waiting.size());
            return line;
        });
        return count.get();
    }

    /// Whoever is under way may be held up by a lock that does not concern this call: it then goes alone.
    private Turn<C, R> await(K key, Waiting<C, R> mine) {
        var patience = CLOCK.newTimeout(
                _ -> {
                    if (isWithdrawn(key, mine, true)) {
                        mine.turn().complete(new Turn.Alone<>());
                    }
                },
                limits.patience().toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            return mine.turn().get();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return isWithdrawn(key, mine, false)
                    ? new Turn.Alone<>()
                    : mine.turn().join();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            patience.cancel();
        }
    }

    /// @return false where its group is under way
    private boolean isWithdrawn(K key, Waiting<C, R> mine, boolean lostPatience) {
        var withdrawn = new AtomicBoolean();
        lines.computeIfPresent(key, (_, line) -> {
            withdrawn.set(line.waiting.remove(mine));
            line.isHeldUp |= lostPatience && withdrawn.get();
            return line;
        });
        return withdrawn.get();
    }

    private R lead(K key, List<Waiting<C, R>> group) {
        var call = group.getFirst().call();
        if (group.size() == 1) {
            try {
                sizes.record(1);
                return alone.apply(call);
            } finally {
                passOn(key);
            }
        }
        Turn<C, Map<C, R>> made = new Turn.Made<>(Map.of());
        try {
            sizes.record(group.size());
            made = make(key, group.stream().map(Waiting::call).toList());
        } finally {
            for (var waiting : group.subList(1, group.size())) {
                waiting.turn().complete(turnOf(waiting.call(), made));
            }
            passOn(key);
        }
        return goOn(key, call, turnOf(call, made));
    }

    /// What Postgres refuses goes one by one. Without an answer from it nobody knows what was made: to try again
    /// would only double the load on what is out.
    private Turn<C, Map<C, R>> make(K key, List<C> calls) {
        try {
            return new Turn.Made<>(together.make(key, calls));
        } catch (DataAccessResourceFailureException | TransientDataAccessResourceException unanswered) {
            return new Turn.Failed<>(unanswered);
        } catch (RuntimeException refusal) {
            refused.increment();
            log.debug("A group of {} calls goes one by one", calls.size(), refusal);
            return new Turn.Made<>(Map.of());
        }
    }

    private Turn<C, R> turnOf(C call, Turn<C, Map<C, R>> made) {
        if (made instanceof Turn.Failed<C, Map<C, R>>(var failure)) {
            return new Turn.Failed<>(failure);
        }
        var result = made instanceof Turn.Made<C, Map<C, R>>(var results) ? results.get(call) : null;
        return result == null ? new Turn.Alone<>() : new Turn.Made<>(result);
    }

    /// The next group has waited meanwhile; its first leads it.
    private void passOn(K key) {
        var group = new ArrayList<Waiting<C, R>>();
        lines.computeIfPresent(key, (_, line) -> {
            line.isHeldUp = false;
            choose(line.waiting, group);
            line.waiting.removeAll(group);
            return group.isEmpty() ? null : line;
        });
        if (!group.isEmpty()) {
            group.getFirst().turn().complete(new Turn.Lead<>(List.copyOf(group)));
        }
    }

    private void choose(List<Waiting<C, R>> all, List<Waiting<C, R>> group) {
        var wanted = new HashSet<Object>();
        var weight = 0;
        for (var waiting : all) {
            var wants = claimed.apply(waiting.call());
            var isTooMuch = !group.isEmpty() && weight + wants.size() > MOST_WANTED;
            if (group.size() == limits.most() || isTooMuch) {
                return;
            }
            if (Collections.disjoint(wanted, wants)) {
                wanted.addAll(wants);
                weight += wants.size();
                group.add(waiting);
            }
        }
    }
}
