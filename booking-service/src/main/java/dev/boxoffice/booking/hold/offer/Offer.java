package dev.boxoffice.booking.hold.offer;

import dev.boxoffice.booking.catalogue.layout.SeatLayout.Section;
import dev.boxoffice.booking.hold.store.CodeCheck;
import dev.boxoffice.booking.pricing.PriceChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request comes to, seats aside.
public sealed interface Offer {

    /// @param sections where the best available may be looked for; empty where the tickets are named
    /// @param code null without one
    record Priced(
            PriceChoice price,
            List<Section> sections,
            @Nullable CodeCheck code) implements Offer {}

    /// @param fault why no card can be charged the total, as the rest of a sentence
    record NotChargeable(String fault) implements Offer {}
}
