package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.listing.source.ListedEvent.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads one event as Ticketmaster's Discovery API v2 describes it (developer.ticketmaster.com, “Event
/// Details”).
///
/// Its data is uneven: prices, times, even dates may be missing. What is missing stays unknown; only what
/// an event cannot do without makes it unreadable.
public final class DiscoveryEventConverter {

    private static final int MAX_ATTRACTIONS = 50;

    private DiscoveryEventConverter() {}

    /// @throws UnreadableEventException where nobody could find it again
    public static String id(JsonNode event) throws UnreadableEventException {
        var id = idOrNull(event);
        if (id == null) {
            throw new UnreadableEventException(
                    "It has no id, so it could not be recognised when it is imported again.");
        }
        return id;
    }

    public static SourceStatus status(JsonNode event) {
        var code = ImportedText.orEmpty(event.path("dates").path("status").path("code"))
                .toLowerCase(Locale.ROOT);
        return switch (code) {
            case "cancelled", "canceled" -> SourceStatus.CANCELLED;
            case "postponed" -> SourceStatus.POSTPONED;
            case "rescheduled" -> SourceStatus.RESCHEDULED;
            case "offsale" -> SourceStatus.OFF_SALE;
            default -> SourceStatus.LISTED;
        };
    }

    /// As far as a report can name it; null where it has none.
    public static @Nullable String idOrNull(JsonNode event) {
        return ImportedText.oneLine(event.path("id"));
    }

    /// When the source says it changed the event, where it stamps what it lists.
    public static @Nullable Instant updatedAt(JsonNode event) {
        return DiscoveryDateConverter.updatedAt(event);
    }

    /// @throws UnreadableEventException with the reason to tell
    public static DiscoveryEvent convert(JsonNode event, Instant now) throws UnreadableEventException {
        var id = id(event);
        var name = ImportedText.oneLine(event.path("name"));
        if (name == null) {
            throw new UnreadableEventException("It has no name.");
        }
        if (event.path("test").asBoolean(false)) {
            throw new UnreadableEventException("It is marked as a test.");
        }
        var warnings = new ArrayList<ImportWarning>();
        var venue = new DiscoveryVenueConverter(event, warnings).convert();
        var classification = DiscoveryClassificationConverter.primary(event);
        var dates = DiscoveryDateConverter.convert(
                event, status(event), venue.view().timezone(), now, warnings);
        return new DiscoveryEvent(
                id,
                name,
                DiscoveryPresentationConverter.description(event),
                DiscoveryClassificationConverter.category(classification, warnings),
                DiscoveryClassificationConverter.genre(classification),
                dates,
                DiscoveryPriceConverter.convert(event.path("priceRanges"), warnings),
                DiscoveryPresentationConverter.ticketLimit(event, warnings),
                DiscoveryPresentationConverter.convert(
                        event, venue.view().address().countryCode(), dates.timeTba(), warnings),
                venue,
                attractions(event),
                List.copyOf(warnings));
    }

    /// One without an id is known by its name.
    private static List<DiscoveryEvent.Attraction> attractions(JsonNode event) {
        var attractions = new ArrayList<DiscoveryEvent.Attraction>();
        var seen = new HashSet<String>();
        for (var attraction : event.path("_embedded").path("attractions")) {
            var name = ImportedText.oneLine(attraction.path("name"));
            if (name == null || attractions.size() >= MAX_ATTRACTIONS) {
                continue;
            }
            var known = ImportedText.oneLine(attraction.path("id"));
            var id = known == null ? "name:" + name.toLowerCase(Locale.ROOT) : known;
            if (seen.add(id)) {
                attractions.add(new DiscoveryEvent.Attraction(
                        id,
                        name,
                        DiscoveryClassificationConverter.genre(DiscoveryClassificationConverter.primary(attraction))));
            }
        }
        return attractions;
    }
}
