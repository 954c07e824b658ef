package dev.boxoffice.event.discovery;

import dev.boxoffice.event.listing.details.EventDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads when a Discovery event takes place and when it is sold.
///
/// A day without an hour lasts from its midnight to the next at the venue, so that such an event is not over in
/// the morning. Dates that contradict each other are dropped rather than guessed.
final class DiscoveryDateConverter {

    /// Sales “since 1900” are how the source says “always”.
    private static final Instant PLACEHOLDERS_BEFORE = Instant.parse("1971-01-01T00:00:00Z");

    /// Beyond the years that are written with four digits there is no day that everybody could read.
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private DiscoveryDateConverter() {}

    static EventDetails.Dates convert(JsonNode event, String timezone) throws UnreadableEventException {
        var zone = ZoneId.of(timezone);
        var start = event.path("dates").path("start");
        var end = event.path("dates").path("end");
        var startsAt = moment(start, zone);
        if (startsAt == null && !toBeAnnounced(start)) {
            throw new UnreadableEventException("It has no readable start date and is not marked as to be announced.");
        }
        var endsAt = end.has("dateTime") || end.has("localTime") ? moment(end, zone) : dayAfter(end, zone);
        if (endsAt == null && startsAt != null && !hasHour(start)) {
            endsAt = dayAfter(start, zone);
        }
        if (startsAt == null || (endsAt != null && !startsAt.isBefore(endsAt))) {
            endsAt = null;
        }
        var sales = event.path("sales").path("public");
        var salesStartAt = instant(sales.path("startDateTime"));
        if (salesStartAt != null && startsAt != null && !salesStartAt.isBefore(startsAt)) {
            salesStartAt = null;
        }
        var salesEndAt = instant(sales.path("endDateTime"));
        if (salesEndAt != null && salesStartAt != null && !salesStartAt.isBefore(salesEndAt)) {
            salesEndAt = null;
        }
        if (salesEndAt != null && endsAt != null && salesEndAt.isAfter(endsAt)) {
            salesEndAt = endsAt;
        }
        return new EventDetails.Dates(startsAt, endsAt, salesStartAt, salesEndAt);
    }

    private static boolean toBeAnnounced(JsonNode start) {
        return start.path("dateTBA").asBoolean(false) || start.path("dateTBD").asBoolean(false);
    }

    private static boolean hasHour(JsonNode date) {
        return instant(date.path("dateTime")) != null || ImportedText.oneLine(date.path("localTime")) != null;
    }

    private static @Nullable Instant moment(JsonNode date, ZoneId zone) {
        var exact = instant(date.path("dateTime"));
        if (exact != null) {
            return exact;
        }
        var day = day(date);
        if (day == null) {
            return null;
        }
        try {
            var time = ImportedText.oneLine(date.path("localTime"));
            return day.atTime(time == null ? LocalTime.MIN : LocalTime.parse(time))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return day.atStartOfDay(zone).toInstant();
        }
    }

    private static @Nullable Instant dayAfter(JsonNode date, ZoneId zone) {
        var day = day(date);
        return day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static @Nullable LocalDate day(JsonNode date) {
        try {
            var day = LocalDate.parse(ImportedText.orEmpty(date.path("localDate")));
            return day.getYear() >= 9_999 || day.getYear() < 1900 ? null : day;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable Instant instant(JsonNode text) {
        try {
            var instant = Instant.parse(ImportedText.orEmpty(text));
            return instant.isBefore(PLACEHOLDERS_BEFORE) || !instant.isBefore(LATEST) ? null : instant;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
