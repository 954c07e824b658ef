package dev.boxoffice.booking.ticket.calendar;

import dev.boxoffice.booking.catalogue.EventSale;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An iCalendar file (RFC 5545) with one event. Its times are in UTC, so that it needs no definitions of time zones.
public final class CalendarFile {

    public static final String MEDIA_TYPE = "text/calendar";

    /// Where nobody has said when the event ends.
    private static final Duration USUAL_LENGTH = Duration.ofHours(3);

    /// RFC 5545, 3.1: without the line break.
    private static final int MAX_LINE_BYTES = 75;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private CalendarFile() {}

    /// An event that has lost its date leaves the calendar (RFC 5546, 3.2.5) until it has a new one.
    ///
    /// @param booking the same booking's entry replaces the one before, by its UID
    /// @param written when the booking was last looked at; later files win
    /// @param description what else there is to say
    public static byte[] of(EventSale sale, UUID booking, Instant written, String description) {
        var programme = sale.programme();
        var lines = new ArrayList<>(List.of(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Boxoffice//Tickets//EN",
                "CALSCALE:GREGORIAN",
                "METHOD:" + (programme.startsAt() == null ? "CANCEL" : "PUBLISH"),
                "BEGIN:VEVENT",
                "UID:" + booking + "@boxoffice",
                "DTSTAMP:" + UTC.format(written),
                "SEQUENCE:" + written.getEpochSecond() / 60));
        lines.addAll(times(sale.id(), programme.startsAt(), programme.endsAt()));
        lines.add("SUMMARY:" + text(programme.name()));
        lines.add("LOCATION:" + text(programme.venue() + ", " + programme.city()));
        lines.add("DESCRIPTION:" + text(description));
        lines.add("STATUS:" + status(sale));
        lines.add("TRANSP:OPAQUE");
        lines.add("END:VEVENT");
        lines.add("END:VCALENDAR");
        var file = new StringBuilder();
        lines.forEach(line -> fold(line, file));
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> times(UUID event, @Nullable Instant startsAt, @Nullable Instant endsAt) {
        if (startsAt == null) {
            return List.of("ORGANIZER:urn:uuid:" + event);
        }
        var end = endsAt == null ? startsAt.plus(USUAL_LENGTH) : endsAt;
        return List.of("DTSTART:" + UTC.format(startsAt), "DTEND:" + UTC.format(end));
    }

    private static String status(EventSale sale) {
        var takesPlace =
                sale.status() != EventSale.Status.CANCELLED && sale.programme().startsAt() != null;
        return takesPlace ? "CONFIRMED" : "CANCELLED";
    }

    /// RFC 5545, 3.3.11.
    private static String text(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }

    /// A long line goes on after a break and a space; no character is cut in two.
    private static void fold(String line, StringBuilder file) {
        var used = 0;
        for (var character : line.codePoints().toArray()) {
            var text = Character.toString(character);
            var bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (used + bytes > MAX_LINE_BYTES) {
                file.append("\r\n ");
                used = 1;
            }
            file.append(text);
            used += bytes;
        }
        file.append("\r\n");
    }
}
