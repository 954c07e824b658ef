package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.venue.VenueView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads where a Discovery event takes place: at a venue, or at a `place`, which is an address or
/// coordinates without an id.
final class DiscoveryVenueConverter {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /// Countries that are one city; their addresses leave it out.
    private static final Map<String, String> CITY_STATES = Map.of(
            "GI", "Gibraltar",
            "HK", "Hong Kong",
            "MC", "Monaco",
            "MO", "Macao",
            "SG", "Singapore",
            "SM", "San Marino",
            "VA", "Vatican City");
    /// The id a venue gets when it is new is not the file's business.
    private static final UUID NO_ID = new UUID(0, 0);

    private final JsonNode event;
    private final List<ImportWarning> warnings;
    private final JsonNode described;
    private final String field;

    DiscoveryVenueConverter(JsonNode event, List<ImportWarning> warnings) {
        this.event = event;
        this.warnings = warnings;
        var venue = event.path("_embedded").path("venues").path(0);
        var isVenue = ImportedText.oneLine(venue.path("name")) != null
                || event.path("place").isMissingNode();
        this.described = isVenue ? venue : event.path("place");
        this.field = isVenue ? "_embedded.venues[0]" : "place";
    }

    DiscoveryEvent.Venue convert() throws UnreadableEventException {
        if (!described.isObject()) {
            throw new UnreadableEventException("It has neither a venue nor a place.");
        }
        var country = ImportedText.orEmpty(described.path("country").path("countryCode"))
                .toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw new UnreadableEventException("Its " + told() + " has no country.");
        }
        var address = new VenueView.Address(
                line(described.path("address")),
                city(country),
                stateCode(),
                country,
                ImportedText.oneLine(described.path("postalCode")));
        var timezone = zone(described.path("timezone"), event.path("dates").path("timezone"));
        if (timezone == null) {
            throw new UnreadableEventException("Neither it nor its " + told() + " names a time zone.");
        }
        var view = new VenueView(NO_ID, null, name(address), address, location(described.path("location")), timezone);
        var id = ImportedText.oneLine(described.path("id"));
        return new DiscoveryEvent.Venue(id == null ? placeId(view) : id, view);
    }

    private String told() {
        var name = ImportedText.oneLine(described.path("name"));
        return name == null ? "place" : "venue “" + name + "”";
    }

    private @Nullable String stateCode() {
        return ImportedText.oneLine(described.path("state").path("stateCode"));
    }

    private static @Nullable String line(JsonNode address) {
        var lines = new ArrayList<String>();
        for (var name : List.of("line1", "line2", "line3")) {
            var line = ImportedText.oneLine(address.path(name));
            if (line != null) {
                lines.add(line);
            }
        }
        return lines.isEmpty() ? null : ImportedText.bounded(String.join(", ", lines), ImportedText.ONE_LINE);
    }

    /// Where no city is named, a state or a country may be one.
    private String city(String country) throws UnreadableEventException {
        var city = ImportedText.oneLine(described.path("city").path("name"));
        if (city != null) {
            return city;
        }
        var state = ImportedText.oneLine(described.path("state").path("name"));
        var inferred = state != null ? state : CITY_STATES.get(country);
        if (inferred == null) {
            throw new UnreadableEventException("Its " + told() + " has no city.");
        }
        warnings.add(new ImportWarning(field + ".city", "It names no city; “" + inferred + "” was taken."));
        return inferred;
    }

    /// A place is called by its area or address where it has no name.
    private String name(VenueView.Address address) {
        for (var named : List.of(described, described.path("area"))) {
            var name = ImportedText.oneLine(named.path("name"));
            if (name != null) {
                return name;
            }
        }
        var line = address.line1();
        if (line != null) {
            return line;
        }
        warnings.add(new ImportWarning(field + ".name", "It has no name; that of its city was taken."));
        return address.city();
    }

    /// The same place has the same id each time, in whatever language the page is.
    private static String placeId(VenueView view) {
        var location = view.location();
        var where = location == null
                ? view.name() + "|" + view.address().city() + "|"
                        + view.address().line1()
                : Math.round(location.latitude() * 1e4) + "," + Math.round(location.longitude() * 1e4);
        return "place:" + view.address().countryCode() + ":" + where.toLowerCase(Locale.ROOT);
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
