package dev.boxoffice.search.source;

import dev.boxoffice.search.index.AvailabilityLevel;
import dev.boxoffice.search.index.EventDocument;
import dev.boxoffice.search.index.EventDocument.Facts;
import dev.boxoffice.search.index.EventDocument.GeoPoint;
import dev.boxoffice.search.index.IndexProperties;
import dev.boxoffice.search.index.IndexedEventCard;
import dev.boxoffice.search.text.TextNormalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes the document of an event: its facts and its card here, its words in [EventNamesFactory].
@Component
final class EventDocumentFactory {

    /// When an event without any date is over. Elasticsearch and people both read it as "not yet".
    private static final Instant NOT_YET = Instant.parse("9999-12-31T00:00:00Z");

    /// Elasticsearch reads years of four digits only, and what it cannot read is never found.
    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final IndexProperties properties;
    private final EventNamesFactory names = new EventNamesFactory();

    EventDocumentFactory(IndexProperties properties) {
        this.properties = properties;
    }

    EventDocument document(EventRow row, Instant now) {
        var overAt = overAt(row.times());
        var facts = facts(row, overAt);
        var suggestible = EventDocument.LIVE.contains(row.status()) && overAt.isAfter(now);
        return new EventDocument(
                row.id().toString(),
                row.status(),
                names.names(row),
                facts,
                suggestible ? names.suggestions(row) : null,
                card(row),
                now);
    }

    EventDocument tombstone(UUID id, Instant now) {
        return EventDocument.deleted(id.toString(), now);
    }

    /// As event-service reads it: an event without an end is taken to be over when it starts.
    private static Instant overAt(EventRow.Times times) {
        if (times.endsAt() != null) {
            return times.endsAt();
        }
        return times.startsAt() == null ? NOT_YET : times.startsAt();
    }

    private Facts facts(EventRow row, Instant overAt) {
        var venue = row.venue();
        var times = row.times();
        var prices = row.prices();
        var availability = AvailabilityLevel.of(row.available(), row.tickets(), properties);
        return new Facts(
                row.owner(),
                row.category(),
                row.genre() == null ? null : TextNormalizer.key(row.genre()),
                venue.city(),
                times.startsAt(),
                times.startsAt() == null ? null : rank(times.startsAt(), availability),
                times.startsAt() == null ? null : day(times.startsAt(), venue.timezone()),
                overAt,
                times.salesStartAt(),
                endedAt(row, overAt),
                location(venue),
                prices == null ? null : prices.min(),
                prices == null ? null : prices.max(),
                prices == null ? null : prices.currency(),
                availability,
                row.tickets(),
                row.available());
    }

    private static Instant rank(Instant startsAt, AvailabilityLevel availability) {
        var rank = startsAt.plus(availability.putsOff());
        return rank.isAfter(LAST_MOMENT) ? LAST_MOMENT : rank;
    }

    private static LocalDate day(Instant startsAt, String timezone) {
        var day = startsAt.atZone(ZoneId.of(timezone)).toLocalDate();
        return day.isAfter(LAST_DAY) ? LAST_DAY : day;
    }

    /// A sale may end before the event or, at the door, run on; what is only listed has no sale.
    private static Instant endedAt(EventRow row, Instant overAt) {
        var salesEnd = row.times().salesEndAt();
        return salesEnd != null && row.status().equals("PUBLISHED") ? salesEnd : overAt;
    }

    private static @Nullable GeoPoint location(EventRow.Venue venue) {
        return venue.latitude() == null || venue.longitude() == null
                ? null
                : new GeoPoint(venue.latitude(), venue.longitude());
    }

    private static IndexedEventCard card(EventRow row) {
        var venue = row.venue();
        var location = location(venue);
        var prices = row.prices();
        return new IndexedEventCard(
                row.name(),
                row.category(),
                row.genre(),
                row.times().startsAt(),
                new IndexedEventCard.Venue(
                        venue.id(),
                        venue.name(),
                        venue.city(),
                        venue.countryCode(),
                        location == null ? null : new IndexedEventCard.Location(location.lat(), location.lon())),
                List.copyOf(row.performers().stream()
                        .map(performer -> new IndexedEventCard.Performer(performer.id(), performer.name()))
                        .toList()),
                prices == null ? null : new IndexedEventCard.PriceRange(prices.min(), prices.max(), prices.currency()));
    }
}
