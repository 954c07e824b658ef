package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SeatLayout.Section;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a buyer asks to hold.
sealed interface SeatRequest {

    UUID event();

    int quantity();

    /// Whether the event has what is asked for, sold or not.
    boolean existsIn(EventSale sale);

    /// @param ordinals ascending, each once
    record Listed(UUID event, List<Integer> ordinals) implements SeatRequest {
        @Override
        public int quantity() {
            return ordinals.size();
        }

        @Override
        public boolean existsIn(EventSale sale) {
            return ordinals.stream().allMatch(sale.layout()::has);
        }
    }

    /// The best that is available, in one section or price tier where named.
    record BestAvailable(
            UUID event,
            int quantity,
            @Nullable String section,
            @Nullable String priceTier) implements SeatRequest {

        @Override
        public boolean existsIn(EventSale sale) {
            return !sectionsOf(sale).isEmpty();
        }

        List<Section> sectionsOf(EventSale sale) {
            return sale.layout().sections().stream()
                    .filter(candidate -> section == null || section.equals(candidate.name()))
                    .filter(candidate -> priceTier == null
                            || priceTier.equals(sale.tierOfSection().get(candidate.name())))
                    .toList();
        }
    }
}
