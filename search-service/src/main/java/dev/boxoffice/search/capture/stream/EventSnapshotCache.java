package dev.boxoffice.search.capture.stream;

import dev.boxoffice.search.source.TransactionSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Remembers what each event's last document reflects: a transaction that puts 40,000 tickets on sale arrives as ten
/// batches, but the document made at the first of them has seen it whole.
final class EventSnapshotCache {

    private static final int REMEMBERED = 50_000;

    private final Map<UUID, TransactionSnapshot> snapshots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, TransactionSnapshot> eldest) {
            return size() > REMEMBERED;
        }
    };

    boolean needsReading(ChangeBatch changed) {
        return !changed.venues().isEmpty()
                || !changed.performers().isEmpty()
                || !unread(changed).isEmpty();
    }

    /// The events changed by a transaction that their document has not seen.
    Set<UUID> unread(ChangeBatch changed) {
        var unread = new LinkedHashSet<UUID>();
        changed.events().forEach((event, transactions) -> {
            var snapshot = snapshots.get(event);
            if (snapshot == null || !snapshot.sees(transactions)) {
                unread.add(event);
            }
        });
        return unread;
    }

    void put(Collection<UUID> events, TransactionSnapshot snapshot) {
        events.forEach(event -> snapshots.put(event, snapshot));
    }
}
