package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.hold.idempotency.IdempotencyClaim;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.id.UserHash;
import org.jspecify.annotations.Nullable;

/// One attempt to take seats for one buyer.
///
/// @param holdKey names the hold; the same key sent again finds what it has taken
/// @param admission id of the admission in hand, already verified; null without
/// @param idempotency null where the request came without an `Idempotency-Key`
/// @param code null without one
/// @param quantity seats wanted
public record ReserveCommand(
        String holdKey,
        EventSale sale,
        UserHash buyer,
        @Nullable String admission,
        @Nullable IdempotencyClaim idempotency,
        PriceChoice price,
        @Nullable CodeCheck code,
        int quantity,
        SeatChoice seats) {}
