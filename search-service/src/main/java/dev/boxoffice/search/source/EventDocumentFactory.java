package dev.boxoffice.search.source;

import dev.boxoffice.search.index.AvailabilityLevel;
import dev.boxoffice.search.index.EventDocument;
import dev.boxoffice.search.index.EventDocument.Facts;
import dev.boxoffice.search.index.EventDocument.GeoPoint;
import dev.boxoffice.search.index.IndexProperties;
import dev.boxoffice.search.index.IndexedEventCard;
import dev.boxoffice.search.place.PlaceDirectory;
import dev.boxoffice.search.place.VenueLocator;
import dev.boxoffice.search.text.TextNormalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
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

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");

    private final IndexProperties properties;
    private final VenueLocator locator;
    private final EventNamesFactory names = new EventNamesFactory();

    EventDocumentFactory(IndexProperties properties, PlaceDirectory places) {
        this.properties = properties;
        this.locator = new VenueLocator(places);
    }

    EventDocument document(EventRow row, Instant now) {
        var overAt = overAt(row);
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

    /// As event-service reads it: an event without an end is taken to be over when it starts. One that is
    /// put off is to come, whatever its old date.
    private static Instant overAt(EventRow row) {
        var times = row.times();
        if (row.status().equals("POSTPONED")) {
            return NOT_YET;
        }
        if (times.endsAt() != null) {
            return times.endsAt();
        }
        return times.startsAt() == null ? NOT_YET : times.startsAt();
    }

    private Facts facts(EventRow row, Instant overAt) {
        var venue = row.venue();
        var times = row.times();
        var prices = row.prices();
        var day = times.startsAt() == null ? null : day(times.startsAt(), venue.timezone());
        var availability = AvailabilityLevel.of(row.status(), row.available(), row.tickets(), properties);
        return new Facts(
                row.owner(),
                row.category(),
                row.genre() == null ? null : TextNormalizer.key(row.genre()),
                venue.city(),
                places(venue),
                times.startsAt(),
                times.startsAt() == null ? null : rank(times.startsAt(), availability),
                day,
                day == null ? null : lastDay(day, times, venue.timezone()),
                day == null ? null : MONTH.format(day),
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

    /// What ends at midnight does not run on the day that begins then.
    private static LocalDate lastDay(LocalDate first, EventRow.Times times, String timezone) {
        var last = times.endsAt() == null ? first : day(times.endsAt().minusMillis(1), timezone);
        return last.isBefore(first) ? first : last;
    }

    private Set<String> places(EventRow.Venue venue) {
        return locator.of(venue.city(), venue.stateCode(), venue.countryCode(), venue.latitude(), venue.longitude());
    }

    /// A sale may end before the event or, at the door, run on; one elsewhere is over with the event at the
    /// latest.
    private static Instant endedAt(EventRow row, Instant overAt) {
        var salesEnd = row.times().salesEndAt();
        if (salesEnd == null) {
            return overAt;
        }
        return row.status().equals("PUBLISHED") || salesEnd.isBefore(overAt) ? salesEnd : overAt;
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
                row.times().timeTba(),
                venue.timezone(),
                row.url(),
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
