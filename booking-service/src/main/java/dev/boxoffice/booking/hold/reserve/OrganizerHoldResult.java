package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.hold.Hold;
import java.util.List;

/// How keeping seats for the organizer can end.
public sealed interface OrganizerHoldResult {

    /// All of them, until Postgres has been told or the holds end.
    record Held(List<Hold> holds) implements OrganizerHoldResult {

        /// Their seats, ascending.
        public List<Integer> ordinals() {
            return holds.stream()
                    .flatMap(hold -> hold.ordinals().stream())
                    .sorted()
                    .toList();
        }
    }

    /// Held or sold; nothing was held.
    record Taken(List<Integer> ordinals) implements OrganizerHoldResult {}

    record SoldOut() implements OrganizerHoldResult {}

    /// Who holds what is known to Redis alone: without it a held seat could be taken from its buyer.
    record RedisOut() implements OrganizerHoldResult {}
}
