package dev.boxoffice.booking.organizer.withheld;

import java.util.List;

/// How keeping seats from the sale, or putting them on sale again, can end.
sealed interface WithheldResult {

    record Done() implements WithheldResult {}

    /// Held by buyers or sold; nothing was changed.
    record Taken(List<Integer> ordinals) implements WithheldResult {}

    /// Kept from the sale for another reason than the one that was named; nothing was changed.
    record OfOtherKind(List<Integer> ordinals) implements WithheldResult {}

    record RedisOut() implements WithheldResult {}
}
