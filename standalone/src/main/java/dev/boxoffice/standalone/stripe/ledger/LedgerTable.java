package dev.boxoffice.standalone.stripe.ledger;

import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Objects by id in the order they were made: the newest in memory, older ones read from the journal as
/// they are asked for. Beyond its limit the oldest are forgotten.
///
/// An old object that changes keeps its place, and stays in the journal.
public final class LedgerTable<T> {
    private final Words words;
    private final Class<T> type;
    private final PositionIndex index;
    private final LongFunction<@Nullable Object> journal;
    /// By ordinal, as a ring.
    private final @Nullable Object[] newest;

    /// Stripe's words in "No such payment_intent: …", and those for the parameter that named it.
    record Words(String name, String parameter) {}

    /// @param journal reads what stands at a position; null where that is no whole object
    LedgerTable(Words words, Class<T> type, int inMemory, int kept, LongFunction<@Nullable Object> journal) {
        this.words = words;
        this.type = type;
        this.index = new PositionIndex(kept);
        this.journal = journal;
        this.newest = new Object[Math.min(inMemory, kept)];
    }

    /// `position` is where the journal has the object as it is now.
    synchronized void put(T row, long position) {
        var id = JournalKind.idOf(row);
        var known = ordinalOf(id);
        if (known == null) {
            var made = index.add(PositionIndex.hash(id), position, LedgerMark.of(row));
            newest[place(made)] = row;
        } else {
            index.move(known, position);
            if (isInMemory(known)) {
                newest[place(known)] = row;
            }
        }
    }

    public synchronized @Nullable T find(String id) {
        return index.first(PositionIndex.hash(id), ordinal -> {
            var row = at(ordinal);
            return row != null && JournalKind.idOf(row).equals(id) ? row : null;
        });
    }

    /// By an id in the address.
    public T get(String id) {
        var row = find(id);
        if (row == null) {
            throw StripeRefusalException.noSuch(words.name(), id, words.parameter());
        }
        return row;
    }

    /// By an id in a parameter.
    public T named(String id) {
        var row = find(id);
        if (row == null) {
            throw noSuchParameter(id);
        }
        return row;
    }

    private StripeRefusalException noSuchParameter(String id) {
        return StripeRefusalException.noSuchParameter(words.name(), id, words.parameter());
    }

    /// The oldest first; each is read as it is come to.
    public synchronized Stream<T> all() {
        return stream(LongStream.range(index.oldest(), index.next()));
    }

    /// As [#all], the newest first.
    public synchronized Stream<T> newestFirst() {
        var oldest = index.oldest();
        var last = index.next() - 1;
        return stream(LongStream.rangeClosed(oldest, last).map(ordinal -> last - (ordinal - oldest)));
    }

    /// Only what need not be read, the oldest first.
    public synchronized List<T> inMemory() {
        var from = Math.max(index.oldest(), index.next() - newest.length);
        return stream(LongStream.range(from, index.next())).toList();
    }

    private Stream<T> stream(LongStream ordinals) {
        return ordinals.mapToObj(ordinal -> matching(ordinal, _ -> true)).filter(Objects::nonNull);
    }

    /// A page, newest first: `limit`, `starting_after`, `ending_before` as in
    /// <https://docs.stripe.com/api/pagination>.
    ///
    /// What was created at another time, or is of another payment or type, is passed over unread.
    public Page<T> page(StripeParameters params, Predicate<T> filter) {
        return page(params, _ -> true, filter);
    }

    /// As [#page], and those whose id the other table knows are passed over unread, too.
    Page<T> pageWithout(LedgerTable<?> others, StripeParameters params, Predicate<T> filter) {
        return page(params, hash -> !others.knows(hash), filter);
    }

    /// Told without reading anything: hardly two ids have a hash in common.
    private synchronized boolean knows(long hash) {
        return index.<Boolean>first(hash, _ -> true) != null;
    }

    private Page<T> page(StripeParameters params, LongPredicate hashes, Predicate<T> filter) {
        var marks = LedgerMark.matching(params);
        LongPredicate ordinals = ordinal -> marks.test(index.mark(ordinal)) && hashes.test(index.hash(ordinal));
        var after = params.text("starting_after");
        var before = params.text("ending_before");
        var fromAfter = after == null ? null : ordinalNamed(after);
        var fromBefore = before == null ? null : ordinalNamed(before);
        if (fromBefore != null) {
            var page = pageFrom(fromBefore + 1, 1, params.limit(), ordinals, filter);
            return new Page<>(page.rows().reversed(), page.hasMore());
        }
        return pageFrom(fromAfter == null ? last() : fromAfter - 1, -1, params.limit(), ordinals, filter);
    }

    private Page<T> pageFrom(long start, int step, int limit, LongPredicate ordinals, Predicate<T> filter) {
        var found = new ArrayList<T>();
        for (var ordinal = start; holds(ordinal); ordinal += step) {
            var row = matching(ordinal, ordinals);
            if (row != null && filter.test(row)) {
                if (found.size() == limit) {
                    return new Page<>(found, true);
                }
                found.add(row);
            }
        }
        return new Page<>(found, false);
    }

    private synchronized long last() {
        return index.next() - 1;
    }

    private synchronized boolean holds(long ordinal) {
        return index.holds(ordinal);
    }

    /// Locked for one object at a time: whoever looks through all of them holds up nobody.
    private synchronized @Nullable T matching(long ordinal, LongPredicate ordinals) {
        return index.holds(ordinal) && ordinals.test(ordinal) ? at(ordinal) : null;
    }

    private synchronized long ordinalNamed(String id) {
        var ordinal = ordinalOf(id);
        if (ordinal == null) {
            throw noSuchParameter(id);
        }
        return ordinal;
    }

    private @Nullable Long ordinalOf(String id) {
        return index.first(PositionIndex.hash(id), ordinal -> {
            var row = at(ordinal);
            return row != null && JournalKind.idOf(row).equals(id) ? (Long) ordinal : null;
        });
    }

    @SuppressWarnings("unchecked") // only put writes there
    private @Nullable T at(long ordinal) {
        return isInMemory(ordinal) ? (T) newest[place(ordinal)] : read(ordinal);
    }

    /// Null where the journal has something else: the write of the object failed.
    private @Nullable T read(long ordinal) {
        var row = journal.apply(index.position(ordinal));
        return type.isInstance(row) && PositionIndex.hash(JournalKind.idOf(row)) == index.hash(ordinal)
                ? type.cast(row)
                : null;
    }

    private boolean isInMemory(long ordinal) {
        return ordinal >= index.next() - newest.length;
    }

    private int place(long ordinal) {
        return (int) (ordinal % newest.length);
    }

    /// Part of a list, and whether there is more of it.
    public record Page<T>(List<T> rows, boolean hasMore) {}
}
