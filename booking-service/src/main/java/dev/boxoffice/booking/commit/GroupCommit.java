package dev.boxoffice.booking.commit;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Makes calls together that come while another of the same key is under way: in one statement, with one commit, as
/// Postgres itself does with waits for the disk. Whoever finds nobody under way goes at once and alone, so nobody
/// waits for company.
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

        /// It makes the calls of this group, of which it is the first.
        record Lead<C, R>(List<Waiting<C, R>> group) implements Turn<C, R> {}
    }

    private record Waiting<C, R>(C call, CompletableFuture<Turn<C, R>> turn) {
        Waiting(C call) {
            this(call, new CompletableFuture<>());
        }
    }

    private final GroupCommitProperties limits;
    private final Function<C, Collection<?>> claimed;
    private final Function<C, R> alone;
    private final Together<K, C, R> together;
    private final DistributionSummary sizes;

    /// A queue for each key with a call under way.
    private final Map<K, Queue<Waiting<C, R>>> queues = new ConcurrentHashMap<>();

    /// @param claimed what only one call of a group may want
    /// @param alone makes one call
    /// @param sizes told of how many calls each group had
    public GroupCommit(
            GroupCommitProperties limits,
            Function<C, Collection<?>> claimed,
            Function<C, R> alone,
            Together<K, C, R> together,
            DistributionSummary sizes) {
        this.limits = limits;
        this.claimed = claimed;
        this.alone = alone;
        this.together = together;
        this.sizes = sizes;
    }

    /// How many calls each group of a kind has had.
    public static DistributionSummary sizes(MeterRegistry metrics, String kind) {
        return metrics.summary("boxoffice.booking.group.commits", "kind", kind);
    }

    /// Within a transaction it is made alone: others cannot be part of that.
    public R call(K key, C call) {
        if (limits.most() == 1 || TransactionSynchronizationManager.isActualTransactionActive()) {
            return alone.apply(call);
        }
        var mine = new Waiting<C, R>(call);
        if (isFirst(key, mine)) {
            return lead(key, List.of(mine));
        }
        return switch (await(key, mine)) {
            case Turn.Made(var result) -> result;
            case Turn.Alone() -> alone.apply(call);
            case Turn.Lead(var group) -> lead(key, group);
        };
    }

    /// How many wait behind what is under way.
    int waiting(K key) {
        var count = new int[1];
        queues.computeIfPresent(key, (_, queue) -> {
            count[0] = queue.size();
            return queue;
        });
        return count[0];
    }

    private boolean isFirst(K key, Waiting<C, R> mine) {
        var first = new boolean[1];
        queues.compute(key, (_, queue) -> {
            if (queue == null) {
                first[0] = true;
                return new ArrayDeque<>();
            }
            queue.add(mine);
            return queue;
        });
        return first[0];
    }

    /// Whoever is under way may be held up by a lock that does not concern this call: it then goes alone.
    private Turn<C, R> await(K key, Waiting<C, R> mine) {
        try {
            return mine.turn().get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException over) {
            if (over instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return isWithdrawn(key, mine) ? new Turn.Alone<>() : mine.turn().join();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @return false where its group is under way
    private boolean isWithdrawn(K key, Waiting<C, R> mine) {
        var withdrawn = new boolean[1];
        queues.computeIfPresent(key, (_, queue) -> {
            withdrawn[0] = queue.removeIf(waiting -> waiting.turn() == mine.turn());
            return queue;
        });
        return withdrawn[0];
    }

    private R lead(K key, List<Waiting<C, R>> group) {
        var call = group.getFirst().call();
        sizes.record(group.size());
        if (group.size() == 1) {
            try {
                return alone.apply(call);
            } finally {
                passOn(key);
            }
        }
        Map<C, R> results = Map.of();
        try {
            results = together.make(key, group.stream().map(Waiting::call).toList());
        } catch (RuntimeException refused) {
            log.debug("A group of {} calls goes one by one", group.size(), refused);
        } finally {
            passOn(key);
            for (var waiting : group.subList(1, group.size())) {
                var result = results.get(waiting.call());
                waiting.turn().complete(result == null ? new Turn.Alone<>() : new Turn.Made<>(result));
            }
        }
        var result = results.get(call);
        return result == null ? alone.apply(call) : result;
    }

    /// The next group has waited meanwhile; its first leads it.
    private void passOn(K key) {
        var group = new ArrayList<Waiting<C, R>>();
        queues.computeIfPresent(key, (_, queue) -> {
            take(queue, group);
            return group.isEmpty() ? null : queue;
        });
        if (!group.isEmpty()) {
            group.getFirst().turn().complete(new Turn.Lead<>(List.copyOf(group)));
        }
    }

    private void take(Queue<Waiting<C, R>> queue, List<Waiting<C, R>> group) {
        var wanted = new HashSet<Object>();
        for (var rest = queue.iterator(); rest.hasNext() && group.size() < limits.most(); ) {
            var waiting = rest.next();
            var claims = claimed.apply(waiting.call());
            if (Collections.disjoint(wanted, claims)) {
                wanted.addAll(claims);
                group.add(waiting);
                rest.remove();
            }
        }
    }
}
