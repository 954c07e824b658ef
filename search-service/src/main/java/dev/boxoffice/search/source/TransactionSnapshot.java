package dev.boxoffice.search.source;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which transactions a reading of the catalogue saw.
///
/// A change can arrive by replication before its transaction is visible to others, since Postgres sends what is
/// flushed and makes it visible a moment later (much later when it waits for a synchronous standby). So a reading
/// is only worth something once it saw the transactions it was made for, and a change it saw already needs no
/// other reading.
///
/// @param xmin all below are over
/// @param xmax none from here on had begun
/// @param inProgress those between that were not over
public record TransactionSnapshot(long xmin, long xmax, Set<Long> inProgress) {

    private static final long EPOCH = 1L << 32;

    /// Reads Postgres's own notation `xmin:xmax:xid,xid…`.
    static TransactionSnapshot parse(String text) {
        var parts = text.split(":", -1);
        var running = Stream.of(parts[2].split(","))
                .filter(xid -> !xid.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new TransactionSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    public boolean sees(Collection<Long> committed) {
        return committed.stream().allMatch(this::sees);
    }

    /// @param committed id of a committed transaction as replication gives it: the low 32 bits
    boolean sees(long committed) {
        var xid = withEpoch(committed & (EPOCH - 1));
        return xid < xmin || (xid < xmax && !inProgress.contains(xid));
    }

    /// The full id nearest to this snapshot: no two live transactions are further apart than half the number space.
    private long withEpoch(long low) {
        var xid = (xmax & -EPOCH) | low;
        if (xid > xmax + EPOCH / 2) {
            return xid - EPOCH;
        }
        return xid < xmax - EPOCH / 2 ? xid + EPOCH : xid;
    }
}
