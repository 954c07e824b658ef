package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.source.ListedEvent.SourceStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads when a Discovery event takes place and when it is sold.
///
/// A day without an hour lasts from its midnight to the next at the venue, so that such an event is not
/// over in the morning. A date that is to be announced, or that no longer stands because the event was put
/// off, is none. Dates that contradict each other are dropped rather than guessed.
final class DiscoveryDateConverter {

    /// Sales “since 1900” are how the source says “always”.
    private static final Instant PLACEHOLDERS_BEFORE = Instant.parse("1971-01-01T00:00:00Z");

    /// Beyond the years that are written with four digits there is no day that everybody could read.
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final List<String> STAMPS = List.of("updated", "updatedAt", "lastUpdated", "lastModified");

    private final JsonNode event;
    private final SourceStatus status;
    private final ZoneId zone;
    private final List<ImportWarning> warnings;

    private DiscoveryDateConverter(JsonNode event, SourceStatus status, String timezone, List<ImportWarning> warnings) {
        this.event = event;
        this.status = status;
        this.zone = ZoneId.of(timezone);
        this.warnings = warnings;
    }

    /// @param now when a sale that is found closed is known to be over
    static DiscoveryEvent.Dates convert(
            JsonNode event, SourceStatus status, String timezone, Instant now, List<ImportWarning> warnings)
            throws UnreadableEventException {
        return new DiscoveryDateConverter(event, status, timezone, warnings).convert(now);
    }

    private DiscoveryEvent.Dates convert(Instant now) throws UnreadableEventException {
        var start = event.path("dates").path("start");
        var isTba = isTrue(start, "dateTBA", "dateTBD") || status == SourceStatus.POSTPONED;
        var timeTba = isTrue(start, "timeTBA") || !hasHour(start);
        var startsAt = isTba ? null : timeTba ? startOfDay(start) : moment(start);
        if (startsAt == null && !isTba) {
            throw new UnreadableEventException("It has no readable start date and is not marked as to be announced.");
        }
        var dates = new EventDetails.Dates(startsAt, endsAt(startsAt, timeTba), null, null);
        var movedFrom = moment(event.path("dates").path("initialStartDate"));
        return new DiscoveryEvent.Dates(
                status, sales(dates, now), startsAt != null && timeTba, movedFrom, updatedAt(event));
    }

    private @Nullable Instant endsAt(@Nullable Instant startsAt, boolean timeTba) {
        var end = event.path("dates").path("end");
        var endsAt = end.has("dateTime") || end.has("localTime") ? moment(end) : dayAfter(end);
        if (endsAt == null && timeTba) {
            endsAt = dayAfter(event.path("dates").path("start"));
        }
        if (startsAt == null || endsAt == null) {
            return null;
        }
        if (!startsAt.isBefore(endsAt)) {
            warnings.add(new ImportWarning("dates.end", "It is not after the start, and was left out."));
            return null;
        }
        return endsAt;
    }

    private EventDetails.Dates sales(EventDetails.Dates dates, Instant now) {
        var sales = event.path("sales").path("public");
        var startsAt = dates.startsAt();
        var endsAt = dates.endsAt();
        var from = isTrue(sales, "startTBD", "startTBA") ? null : instant(sales.path("startDateTime"));
        if (from != null && startsAt != null && !from.isBefore(startsAt)) {
            from = null;
        }
        var until = instant(sales.path("endDateTime"));
        var hasBegun = from == null ? !isTrue(sales, "startTBD", "startTBA") : from.isBefore(now);
        if (status == SourceStatus.OFF_SALE && hasBegun && (until == null || until.isAfter(now))) {
            until = now;
        }
        if (until != null && from != null && !from.isBefore(until)) {
            warnings.add(new ImportWarning("sales.public", "It ends before it starts; the end was left out."));
            until = null;
        }
        var overAt = EventDetails.overAt(startsAt, endsAt);
        if (until != null && overAt != null && until.isAfter(overAt)) {
            until = overAt;
        }
        return new EventDetails.Dates(startsAt, endsAt, from, until);
    }

    /// Where the source stamps what it lists.
    static @Nullable Instant updatedAt(JsonNode event) {
        for (var name : STAMPS) {
            var stamp = instant(event.path(name));
            if (stamp != null) {
                return stamp;
            }
        }
        return null;
    }

    private static boolean isTrue(JsonNode node, String... flags) {
        for (var flag : flags) {
            if (node.path(flag).asBoolean(false)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHour(JsonNode date) {
        return instant(date.path("dateTime")) != null || time(date) != null;
    }

    private @Nullable Instant startOfDay(JsonNode date) {
        var day = day(date);
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }

    private @Nullable Instant moment(JsonNode date) {
        var exact = instant(date.path("dateTime"));
        if (exact != null) {
            return exact;
        }
        var day = day(date);
        var time = time(date);
        return day == null || time == null
                ? startOfDay(date)
                : day.atTime(time).atZone(zone).toInstant();
    }

    private @Nullable Instant dayAfter(JsonNode date) {
        var day = day(date);
        return day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /// In the venue's days, where only a moment is given.
    private @Nullable LocalDate day(JsonNode date) {
        try {
            var day = LocalDate.parse(ImportedText.orEmpty(date.path("localDate")));
            return day.getYear() >= 9_999 || day.getYear() < 1900 ? null : day;
        } catch (DateTimeException unreadable) {
            var exact = instant(date.path("dateTime"));
            return exact == null ? null : exact.atZone(zone).toLocalDate();
        }
    }

    private static @Nullable LocalTime time(JsonNode date) {
        try {
            return LocalTime.parse(ImportedText.orEmpty(date.path("localTime")));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable Instant instant(JsonNode text) {
        try {
            var instant = OffsetDateTime.parse(ImportedText.orEmpty(text)).toInstant();
            return instant.isBefore(PLACEHOLDERS_BEFORE) || !instant.isBefore(LATEST) ? null : instant;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
