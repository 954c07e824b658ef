package dev.boxoffice.booking.report;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.platform.money.Money;
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

/// `GET /events/{eventId}/sales`: what was sold, counted.
@RestController
class SalesController {

    record SalesReport(String by, List<SalesRow> sales, long tickets, Money amount) {}

    private final OrganizerAccessService access;
    private final SaleCatalogueService catalogue;
    private final EventReportService reports;

    SalesController(OrganizerAccessService access, SaleCatalogueService catalogue, EventReportService reports) {
        this.access = access;
        this.catalogue = catalogue;
        this.reports = reports;
    }

    @GetMapping(path = "/events/{eventId}/sales", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SalesReport> report(
            @PathVariable String eventId, @RequestParam(required = false) @Nullable String by, Caller caller) {
        var sale = saleOf(eventId, caller);
        var grouping = SalesGrouping.of(by);
        var rows = reports.sales(sale, grouping);
        var total = rows.stream()
                .map(SalesRow::amount)
                .reduce(Money.zero(sale.pricing().currency()), Money::plus);
        var tickets = rows.stream().mapToLong(SalesRow::tickets).sum();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new SalesReport(grouping.parameter(), rows, tickets, total));
    }

    @GetMapping(path = "/events/{eventId}/sales", produces = CsvResponseWriter.TYPE)
    void asCsv(
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String by,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        var sale = saleOf(eventId, caller);
        var grouping = SalesGrouping.of(by);
        var rows = reports.sales(sale, grouping);
        CsvResponseWriter.write(response, "sales-" + sale.id(), csv -> {
            csv.row(grouping.parameter(), "tickets", "amount", "currency");
            rows.forEach(row -> csv.row(
                    row.key(),
                    row.tickets(),
                    row.amount().amount(),
                    row.amount().currency()));
        });
    }

    private EventSale saleOf(String eventId, Caller caller) {
        return catalogue
                .find(access.requireReports(eventId, caller))
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "This event has no tickets yet.")
                        .toException());
    }
}
