package dev.boxoffice.standalone.stripe.ledger;

import java.util.Arrays;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Finds positions by the hash of an id, and by ordinals: the numbers of objects in the order in which
/// they were made.
///
/// Arrays of primitives, 24 bytes an object and 8 to 16 for its slot; beyond the limit the oldest are
/// forgotten. Two ids may have one hash, so whoever asks holds the id against what is found.
final class PositionIndex {
    private static final int FIRST_CAPACITY = 1024;

    private final int limit;
    /// By ordinal; a ring once the limit is reached.
    private long[] hashes;

    private long[] positions;
    private long[] marks;
    /// Open addressing with linear probing: a place in the arrays plus one, or 0 where free.
    private int[] slots;

    private long oldest;
    private long next;

    PositionIndex(int limit) {
        this.limit = limit;
        var capacity = Math.min(limit, FIRST_CAPACITY);
        hashes = new long[capacity];
        positions = new long[capacity];
        marks = new long[capacity];
        slots = slotsFor(capacity);
    }

    /// FNV-1a, its upper bits mixed into the lower for the slots:
    /// <http://www.isthe.com/chongo/tech/comp/fnv/>.
    static long hash(String id) {
        var hash = 0xcbf29ce484222325L;
        for (var at = 0; at < id.length(); at++) {
            hash = (hash ^ id.charAt(at)) * 0x100000001b3L;
        }
        return hash ^ hash >>> 32;
    }

    /// The first answer that is not null about an ordinal with that hash.
    <R> @Nullable R first(long hash, LongFunction<@Nullable R> about) {
        for (var slot = home(hash); slots[slot] != 0; slot = after(slot)) {
            var place = slots[slot] - 1;
            if (hashes[place] == hash) {
                var answer = about.apply(ordinalAt(place));
                if (answer != null) {
                    return answer;
                }
            }
        }
        return null;
    }

    /// Keeps a new object and says its ordinal; `mark` is the caller's own.
    long add(long hash, long position, long mark) {
        if (next - oldest == limit) {
            forgetOldest();
        } else if (next == hashes.length) {
            grow();
        }
        var place = place(next);
        hashes[place] = hash;
        positions[place] = position;
        marks[place] = mark;
        occupy(place);
        return next++;
    }

    /// An object has another state.
    void move(long ordinal, long position) {
        positions[place(ordinal)] = position;
    }

    long position(long ordinal) {
        return positions[place(ordinal)];
    }

    long hash(long ordinal) {
        return hashes[place(ordinal)];
    }

    long mark(long ordinal) {
        return marks[place(ordinal)];
    }

    boolean holds(long ordinal) {
        return ordinal >= oldest && ordinal < next;
    }

    long oldest() {
        return oldest;
    }

    /// The ordinal that the next object will have.
    long next() {
        return next;
    }

    /// Those behind in the same run close up, so that none is cut off from its home.
    private void forgetOldest() {
        var place = place(oldest);
        var hole = home(hashes[place]);
        while (slots[hole] != place + 1) {
            hole = after(hole);
        }
        for (var slot = after(hole); slots[slot] != 0; slot = after(slot)) {
            var fromHome = distance(home(hashes[slots[slot] - 1]), slot);
            if (fromHome >= distance(hole, slot)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = 0;
        oldest++;
    }

    /// Only before the limit is reached, so places still are ordinals.
    private void grow() {
        var capacity = (int) Math.min(limit, 2L * hashes.length);
        hashes = Arrays.copyOf(hashes, capacity);
        positions = Arrays.copyOf(positions, capacity);
        marks = Arrays.copyOf(marks, capacity);
        slots = slotsFor(capacity);
        for (var place = 0; place < next; place++) {
            occupy(place);
        }
    }

    /// A third to two thirds of them are taken when the arrays are full.
    private static int[] slotsFor(int capacity) {
        return new int[Integer.highestOneBit(Math.max(2, capacity + capacity / 2)) << 1];
    }

    private void occupy(int place) {
        var slot = home(hashes[place]);
        while (slots[slot] != 0) {
            slot = after(slot);
        }
        slots[slot] = place + 1;
    }

    private int place(long ordinal) {
        return (int) (ordinal % hashes.length);
    }

    private long ordinalAt(int place) {
        var ordinal = oldest - place(oldest) + place;
        return ordinal < oldest ? ordinal + hashes.length : ordinal;
    }

    private int home(long hash) {
        return (int) hash & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }
}
