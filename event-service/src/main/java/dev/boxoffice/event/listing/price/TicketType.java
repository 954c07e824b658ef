package dev.boxoffice.event.listing.price;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One of several prices for the same seats.
///
/// @param amount in minor units of the tier's currency
/// @param needs the type that must be in the same booking
/// @param maxPerBooking most tickets of the type in one booking
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketType(
        String type,
        long amount,
        @Nullable String needs,
        @Nullable Integer maxPerBooking) {

    /// The type of a tier that has one price.
    public static final String STANDARD = "Standard";

    public static TicketType standard(long amount) {
        return new TicketType(STANDARD, amount, null, null);
    }
}
