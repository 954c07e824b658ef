package dev.boxoffice.support.report;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reports for the manager, as JSON or for a spreadsheet.
@RestController
class DeskReportController {

    private static final String CSV = "text/csv";
    private static final MediaType CSV_IN_UTF8 = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final DeskReportService reports;

    DeskReportController(DeskReportService reports) {
        this.reports = reports;
    }

    @GetMapping(path = "/support/reports", produces = MediaType.APPLICATION_JSON_VALUE)
    DeskReport report(
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return reports.report(by, from, to);
    }

    @GetMapping(path = "/support/reports", produces = CSV)
    ResponseEntity<String> reportForSpreadsheets(
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return ResponseEntity.ok()
                .contentType(CSV_IN_UTF8)
                .header("Content-Disposition", "attachment; filename=\"desk.csv\"")
                .body(reports.report(by, from, to).asCsv());
    }
}
