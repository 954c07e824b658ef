package dev.boxoffice.booking.hold.offer;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a buyer asks to hold.
public sealed interface SeatRequest {

    UUID event();

    int quantity();

    /// Whether the event has what is asked for, sold or not.
    boolean existsIn(EventSale sale);

    /// @param ordinals ascending, each once
    /// @param types of the tickets, in their order; null: the usual one
    record Listed(UUID event, List<Integer> ordinals, List<@Nullable String> types) implements SeatRequest {
        @Override
        public int quantity() {
            return ordinals.size();
        }

        @Override
        public boolean existsIn(EventSale sale) {
            return ordinals.stream().allMatch(sale.layout()::has);
        }
    }

    /// The best that is available, in the price tier where one is named.
    ///
    /// @param sections where; empty is anywhere
    /// @param accessible how many of them must be accessible seats
    /// @param types as many as seats; empty: the usual one of each
    record BestAvailable(
            UUID event,
            int quantity,
            int accessible,
            List<String> sections,
            @Nullable String priceTier,
            List<String> types)
            implements SeatRequest {

        @Override
        public boolean existsIn(EventSale sale) {
            return !sectionsIn(sale).isEmpty();
        }

        List<Section> sectionsIn(EventSale sale) {
            return sale.layout().sections().stream()
                    .filter(candidate -> sections.isEmpty() || sections.contains(candidate.name()))
                    .filter(candidate -> priceTier == null
                            || priceTier.equals(
                                    sale.pricing().tierOf(candidate.name()).name()))
                    .toList();
        }
    }
}
