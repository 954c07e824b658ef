package dev.boxoffice.event.venue;

import dev.boxoffice.event.input.SingleLine;
import dev.boxoffice.platform.problem.FieldErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A venue as an organiser describes it.
record VenueRequest(
        @NotBlank @SingleLine String name,
        @NotNull @Valid Address address,
        @Valid @Nullable Location location,
        @NotBlank String timezone,
        @Nullable String organizationId) {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    record Address(
            @SingleLine @Nullable String line1,
            @NotBlank @SingleLine String city,
            @SingleLine(max = 20) @Nullable String stateCode,
            @NotBlank String countryCode,
            @SingleLine(max = 20) @Nullable String postalCode) {}

    record Location(
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude) {}

    /// As an organiser would write it.
    static VenueRequest of(VenueView venue) {
        var address = venue.address();
        var location = venue.location();
        return new VenueRequest(
                venue.name(),
                new Address(
                        address.line1(),
                        address.city(),
                        address.stateCode(),
                        address.countryCode(),
                        address.postalCode()),
                location == null ? null : new Location(location.latitude(), location.longitude()),
                venue.timezone(),
                null);
    }

    VenueView toView(UUID id, UUID organization) {
        return new VenueView(
                id,
                organization,
                name.strip(),
                new VenueView.Address(
                        address.line1(),
                        address.city().strip(),
                        address.stateCode(),
                        address.countryCode(),
                        address.postalCode()),
                location == null ? null : new VenueView.Location(location.latitude(), location.longitude()),
                timezone);
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 for a country or time zone nobody knows
    void requireKnownPlace() {
        FieldErrors.collect()
                .rejectIf(
                        !COUNTRIES.contains(address.countryCode()),
                        "address.countryCode",
                        "must be an ISO 3166-1 alpha-2 code such as DE")
                .rejectIf(
                        !ZoneId.getAvailableZoneIds().contains(timezone),
                        "timezone",
                        "must be a time zone of the IANA database such as Europe/Berlin")
                .throwIfAny();
    }
}
