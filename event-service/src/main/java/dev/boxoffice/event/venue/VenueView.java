package dev.boxoffice.event.venue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A venue as everybody may read it.
///
/// @param organizationId whose it is; absent while another system's file is read
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VenueView(
        UUID id,
        @Nullable UUID organizationId,
        String name,
        Address address,
        @Nullable Location location,
        String timezone) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(
            @Nullable String line1,
            String city,
            @Nullable String stateCode,
            String countryCode,
            @Nullable String postalCode) {}

    public record Location(double latitude, double longitude) {}

    /// The same place under another id, as that organization's.
    VenueView as(UUID otherId, UUID organization) {
        return new VenueView(otherId, organization, name, address, location, timezone);
    }
}
