package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SeatLayout.Section;
import dev.boxoffice.platform.money.StripeCurrency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a buyer asks to hold.
sealed interface SeatRequest {

    UUID event();

    int quantity();

    /// Whether the event has what is asked for, sold or not.
    boolean existsIn(EventSale sale);

    /// M2: what keeps the total from being charged, as the rest of a sentence; empty where it can be, or is free.
    Optional<String> chargeFaultIn(EventSale sale);

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

        @Override
        public Optional<String> chargeFaultIn(EventSale sale) {
            return StripeCurrency.fault(sale.totalOf(ordinals));
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
            return !sectionsNamedIn(sale).isEmpty();
        }

        @Override
        public Optional<String> chargeFaultIn(EventSale sale) {
            var sections = sectionsNamedIn(sale);
            return sectionsOf(sale).isEmpty() ? faultOf(sections.getFirst(), sale) : Optional.empty();
        }

        /// Only those whose seats can be charged: so many of a cheap section may be too little, of a dear one too much.
        List<Section> sectionsOf(EventSale sale) {
            return sectionsNamedIn(sale).stream()
                    .filter(candidate -> faultOf(candidate, sale).isEmpty())
                    .toList();
        }

        private Optional<String> faultOf(Section candidate, EventSale sale) {
            return StripeCurrency.fault(sale.priceOf(candidate.first()).times(quantity));
        }

        private List<Section> sectionsNamedIn(EventSale sale) {
            return sale.layout().sections().stream()
                    .filter(candidate -> section == null || section.equals(candidate.name()))
                    .filter(candidate -> priceTier == null
                            || priceTier.equals(sale.tierOfSection().get(candidate.name())))
                    .toList();
        }
    }
}
