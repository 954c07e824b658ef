package dev.boxoffice.event.discovery;

import dev.boxoffice.event.listing.details.Category;
import dev.boxoffice.event.listing.details.PriceRange;
import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads one event as Ticketmaster's Discovery API v2 describes it (developer.ticketmaster.com, “Event
/// Details”).
///
/// Its data is uneven: prices, times, even dates may be missing. What is missing stays unknown; only what an
/// event cannot do without makes it unreadable.
final class DiscoveryEventConverter {

    private static final int MAX_DESCRIPTION = 20_000;
    private static final int MAX_ATTRACTIONS = 50;

    private DiscoveryEventConverter() {}

    /// @throws Unreadable with the reason to tell
    static DiscoveryEvent convert(JsonNode event) throws UnreadableEventException {
        var id = ImportedText.oneLine(event.path("id"));
        if (id == null) {
            throw new UnreadableEventException(
                    "It has no id, so it could not be recognised when it is imported again.");
        }
        var name = ImportedText.oneLine(event.path("name"));
        if (name == null) {
            throw new UnreadableEventException("It has no name.");
        }
        if (event.path("test").asBoolean(false)) {
            throw new UnreadableEventException("It is marked as a test.");
        }
        if (ImportedText.orEmpty(event.path("dates").path("status").path("code"))
                .startsWith("cancel")) {
            throw new UnreadableEventException("It is cancelled.");
        }
        var venue = DiscoveryVenueConverter.convert(event);
        var classification = classification(event);
        var genre = genre(classification);
        return new DiscoveryEvent(
                id,
                name,
                description(event),
                category(classification),
                genre,
                DiscoveryDateConverter.convert(event, venue.view().timezone()),
                priceRange(event.path("priceRanges")),
                venue,
                attractions(event));
    }

    private static @Nullable String description(JsonNode event) {
        for (var field : List.of("description", "info", "pleaseNote")) {
            var text = ImportedText.paragraph(event.path(field), MAX_DESCRIPTION);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static JsonNode classification(JsonNode event) {
        JsonNode first = MissingNode.getInstance();
        for (var classification : event.path("classifications")) {
            if (classification.path("primary").asBoolean(false)) {
                return classification;
            }
            first = first.isMissingNode() ? classification : first;
        }
        return first;
    }

    private static Category category(JsonNode classification) {
        var genre = ImportedText.orEmpty(classification.path("genre").path("name"));
        return switch (ImportedText.orEmpty(classification.path("segment").path("name"))
                .toLowerCase(Locale.ROOT)) {
            case "music" -> Category.MUSIC;
            case "sports" -> Category.SPORTS;
            case "arts & theatre", "arts & theater", "film" ->
                genre.equalsIgnoreCase("comedy") ? Category.COMEDY : Category.ARTS;
            case "family" -> Category.FAMILY;
            default -> genre.equalsIgnoreCase("family") ? Category.FAMILY : Category.OTHER;
        };
    }

    private static @Nullable String genre(JsonNode classification) {
        var genre = ImportedText.oneLine(classification.path("genre").path("name"));
        return genre == null || genre.equalsIgnoreCase("undefined") ? null : genre;
    }

    private static @Nullable PriceRange priceRange(JsonNode ranges) {
        PriceRange first = null;
        for (var range : ranges) {
            var read = oneRange(range);
            if (read != null && ImportedText.orEmpty(range.path("type")).equals("standard")) {
                return read;
            }
            first = first == null ? read : first;
        }
        return first;
    }

    private static @Nullable PriceRange oneRange(JsonNode range) {
        var code = ImportedText.orEmpty(range.path("currency"));
        var min = range.path("min");
        var max = range.path("max");
        if (!Money.isKnown(code) || !(min.isNumber() || max.isNumber())) {
            return null;
        }
        var digits = Currency.getInstance(code).getDefaultFractionDigits();
        var low = minorUnits(min.isNumber() ? min : max, digits);
        var high = minorUnits(max.isNumber() ? max : min, digits);
        return low < 0 || high < low ? null : new PriceRange(low, high, code);
    }

    private static long minorUnits(JsonNode price, int digits) {
        BigDecimal major = price.decimalValue();
        // Beyond any price there is, a number is a mistake; it reads as a negative one and is left out.
        return major.precision() - major.scale() > 12
                ? -1
                : major.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static List<DiscoveryEvent.Attraction> attractions(JsonNode event) {
        var attractions = new ArrayList<DiscoveryEvent.Attraction>();
        var seen = new HashSet<String>();
        for (var attraction : event.path("_embedded").path("attractions")) {
            var id = ImportedText.oneLine(attraction.path("id"));
            var name = ImportedText.oneLine(attraction.path("name"));
            if (id != null && name != null && attractions.size() < MAX_ATTRACTIONS && seen.add(id)) {
                attractions.add(new DiscoveryEvent.Attraction(id, name, genre(classification(attraction))));
            }
        }
        return attractions;
    }
}
