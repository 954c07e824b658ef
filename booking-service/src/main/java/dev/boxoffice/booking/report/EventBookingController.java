package dev.boxoffice.booking.report;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.report.EventReportRepository.BookingFilter;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageSize;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /events/{eventId}/bookings`: who has booked, a page at a time or as one file.
@RestController
class EventBookingController {

    private static final int MAX_TEXT = 100;

    /// @param nextCursor absent on the last page
    record EventBookingPage(
            List<BookingRow> bookings, @Nullable String nextCursor) {}

    private final OrganizerAccessService access;
    private final EventReportService reports;

    EventBookingController(OrganizerAccessService access, EventReportService reports) {
        this.access = access;
        this.reports = reports;
    }

    @GetMapping(path = "/events/{eventId}/bookings", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EventBookingPage> list(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize page,
            Caller caller) {
        var event = access.requireReports(eventId, caller);
        var rows = reports.bookings(event, filter(status, q, cursor), page.size());
        var next = rows.size() < page.size() ? null : rows.getLast().bookingId().toString();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new EventBookingPage(rows, next));
    }

    /// All of them, however long a page is.
    @GetMapping(path = "/events/{eventId}/bookings", produces = CsvResponseWriter.TYPE)
    void asCsv(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize page,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var event = access.requireReports(eventId, caller);
        var filter = filter(status, q, cursor);
        CsvResponseWriter.write(response, "bookings-" + event, csv -> {
            csv.row(
                    "bookingId",
                    "status",
                    "channel",
                    "buyer",
                    "name",
                    "email",
                    "tickets",
                    "total",
                    "currency",
                    "createdAt");
            reports.everyBooking(
                    event,
                    filter,
                    row -> csv.row(
                            row.bookingId(),
                            row.status(),
                            row.channel(),
                            row.buyer(),
                            row.name(),
                            row.email(),
                            row.tickets(),
                            row.total().amount(),
                            row.total().currency(),
                            row.createdAt()));
        });
    }

    private static BookingFilter filter(@Nullable String status, @Nullable String q, @Nullable String cursor) {
        if (q != null && q.length() > MAX_TEXT) {
            throw FieldErrors.single("q", "must have at most " + MAX_TEXT + " characters");
        }
        var after = cursor == null
                ? null
                : TimeOrderedId.parse(cursor)
                        .orElseThrow(() -> FieldErrors.single("cursor", "must be the nextCursor of a page before"));
        return new BookingFilter(status == null ? null : statusOf(status), q == null || q.isBlank() ? null : q, after);
    }

    private static BookingStatus statusOf(String name) {
        return Arrays.stream(BookingStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> FieldErrors.single("status", "must be a booking's status"));
    }
}
