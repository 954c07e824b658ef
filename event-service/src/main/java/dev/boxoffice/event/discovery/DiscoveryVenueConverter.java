package dev.boxoffice.event.discovery;

import dev.boxoffice.event.venue.VenueView;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads where a Discovery event takes place.
final class DiscoveryVenueConverter {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /// The id a venue gets when it is new is not the file's business.
    private static final UUID NO_ID = new UUID(0, 0);

    private DiscoveryVenueConverter() {}

    static DiscoveryEvent.Venue convert(JsonNode event) throws UnreadableEventException {
        var venue = event.path("_embedded").path("venues").path(0);
        var id = ImportedText.oneLine(venue.path("id"));
        var name = ImportedText.oneLine(venue.path("name"));
        if (id == null || name == null) {
            throw new UnreadableEventException("It has no venue with an id and a name.");
        }
        var city = ImportedText.oneLine(venue.path("city").path("name"));
        var country =
                ImportedText.orEmpty(venue.path("country").path("countryCode")).toUpperCase(Locale.ROOT);
        if (city == null || !COUNTRIES.contains(country)) {
            throw new UnreadableEventException("Its venue “" + name + "” has no city or no country.");
        }
        var timezone = zone(venue.path("timezone"), event.path("dates").path("timezone"));
        if (timezone == null) {
            throw new UnreadableEventException("Neither it nor its venue “" + name + "” names a time zone.");
        }
        var address = new VenueView.Address(
                ImportedText.oneLine(venue.path("address").path("line1")),
                city,
                ImportedText.oneLine(venue.path("state").path("stateCode")),
                country,
                ImportedText.oneLine(venue.path("postalCode")));
        return new DiscoveryEvent.Venue(
                id, new VenueView(NO_ID, null, name, address, location(venue.path("location")), timezone));
    }

    private static @Nullable String zone(JsonNode... candidates) {
        for (var candidate : candidates) {
            var zone = ImportedText.orEmpty(candidate);
            if (ZoneId.getAvailableZoneIds().contains(zone)) {
                return zone;
            }
        }
        return null;
    }

    private static VenueView.@Nullable Location location(JsonNode location) {
        try {
            var latitude = Double.parseDouble(location.path("latitude").asString(""));
            var longitude = Double.parseDouble(location.path("longitude").asString(""));
            var onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
            // 0, 0 is in the Gulf of Guinea, and in files it means “unknown”.
            return onEarth && (latitude != 0 || longitude != 0) ? new VenueView.Location(latitude, longitude) : null;
        } catch (NumberFormatException unknown) {
            return null;
        }
    }
}
