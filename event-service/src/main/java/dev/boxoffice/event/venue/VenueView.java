package dev.boxoffice.event.venue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A venue as everybody may read it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VenueView(
        UUID id, String name, Address address, @Nullable Location location, String timezone) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(
            @Nullable String line1,
            String city,
            @Nullable String stateCode,
            String countryCode,
            @Nullable String postalCode) {}

    public record Location(double latitude, double longitude) {}

    /// The same place under another id.
    VenueView as(UUID otherId) {
        return new VenueView(otherId, name, address, location, timezone);
    }
}
