package dev.boxoffice.booking.hold;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a buyer asks to hold.
sealed interface SeatWish {

    UUID event();

    int quantity();

    /// @param ordinals ascending, each once
    record Listed(UUID event, List<Integer> ordinals) implements SeatWish {
        @Override
        public int quantity() {
            return ordinals.size();
        }
    }

    /// The best that is available, in one section or price tier where named.
    record Best(
            UUID event,
            int quantity,
            @Nullable String section,
            @Nullable String priceTier) implements SeatWish {}
}
