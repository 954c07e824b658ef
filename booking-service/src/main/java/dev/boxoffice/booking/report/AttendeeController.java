package dev.boxoffice.booking.report;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.catalogue.TicketId;
import dev.boxoffice.platform.page.PageSize;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /events/{eventId}/attendees`: who has a ticket, and who is inside.
@RestController
class AttendeeController {

    /// @param nextCursor absent on the last page
    record AttendeePage(
            List<AttendeeRow> attendees, @Nullable String nextCursor) {}

    private final OrganizerAccessService access;
    private final SaleCatalogueService catalogue;
    private final EventReportService reports;

    AttendeeController(OrganizerAccessService access, SaleCatalogueService catalogue, EventReportService reports) {
        this.access = access;
        this.catalogue = catalogue;
        this.reports = reports;
    }

    @GetMapping(path = "/events/{eventId}/attendees", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AttendeePage> list(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize page,
            Caller caller) {
        var sale = saleOf(eventId, caller);
        var rows = reports.attendees(sale, after(cursor, sale), page.size());
        var next = rows.size() < page.size() ? null : rows.getLast().ticketId();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new AttendeePage(rows, next));
    }

    /// All of them, however long a page is.
    @GetMapping(path = "/events/{eventId}/attendees", produces = CsvResponseWriter.TYPE)
    void asCsv(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String cursor,
            PageSize page,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var sale = saleOf(eventId, caller);
        var after = after(cursor, sale);
        CsvResponseWriter.write(response, "attendees-" + sale.id(), csv -> {
            csv.row(
                    "ticketId",
                    "section",
                    "row",
                    "seat",
                    "priceType",
                    "price",
                    "currency",
                    "bookingId",
                    "holderName",
                    "email",
                    "checkedInAt");
            reports.everyAttendee(
                    sale,
                    after,
                    row -> csv.row(
                            row.ticketId(),
                            row.section(),
                            row.row(),
                            row.seat(),
                            row.priceType(),
                            row.price().amount(),
                            row.price().currency(),
                            row.bookingId(),
                            row.holderName(),
                            row.email(),
                            row.checkedInAt()));
        });
    }

    private EventSale saleOf(String eventId, Caller caller) {
        return catalogue
                .find(access.requireReports(eventId, caller))
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "This event has no tickets yet.")
                        .toException());
    }

    private static int after(@Nullable String cursor, EventSale sale) {
        return cursor == null
                ? -1
                : TicketId.parse(cursor)
                        .filter(ticket -> ticket.event().equals(sale.id()))
                        .map(TicketId::ordinal)
                        .orElseThrow(() -> FieldErrors.single("cursor", "must be the nextCursor of a page before"));
    }
}
