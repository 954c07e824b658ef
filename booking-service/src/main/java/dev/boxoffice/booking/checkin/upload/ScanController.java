package dev.boxoffice.booking.checkin.upload;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.checkin.CheckInDirection;
import dev.boxoffice.booking.checkin.upload.ScanUploadRequest.Scan;
import dev.boxoffice.booking.ticket.TicketCodeCodec;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /events/{eventId}/scans`: what a door has scanned without a network. Sent again, it counts once.
@RestController
class ScanController {

    record ScanResults(List<ScanResult> results) {}

    private final OrganizerAccessService access;
    private final SaleCatalogueService catalogue;
    private final TicketCodeCodec codes;
    private final ScanUploadService uploads;
    private final Clock clock;

    ScanController(
            OrganizerAccessService access,
            SaleCatalogueService catalogue,
            TicketCodeCodec codes,
            ScanUploadService uploads,
            Clock clock) {
        this.access = access;
        this.catalogue = catalogue;
        this.codes = codes;
        this.uploads = uploads;
        this.clock = clock;
    }

    @PostMapping("/events/{eventId}/scans")
    ResponseEntity<ScanResults> upload(
            @PathVariable String eventId, @RequestBody ScanUploadRequest body, Caller caller) {
        var sale = catalogue
                .find(access.requireScans(eventId, caller))
                .orElseThrow(() -> Problem.of(ProblemTypes.NOT_FOUND, "This event has no tickets yet.")
                        .toException());
        body.validate();
        var results = Objects.requireNonNull(body.scans(), "validated").stream()
                .map(scan -> scanOf(Objects.requireNonNull(scan, "validated"), caller))
                .map(scan -> take(scan, sale))
                .toList();
        return ResponseEntity.ok(new ScanResults(results));
    }

    private ScanResult take(OfflineScan scan, EventSale sale) {
        return codes.decode(scan.code())
                .map(code -> uploads.take(scan, code, sale, clock.instant()))
                .orElseGet(() -> ScanResult.refused(scan, null, "invalid-code"));
    }

    private static OfflineScan scanOf(Scan scan, Caller caller) {
        var direction = scan.direction();
        return new OfflineScan(
                Objects.requireNonNull(scan.code(), "validated"),
                direction == null ? CheckInDirection.IN : direction,
                Objects.requireNonNull(scan.gate(), "validated"),
                Objects.requireNonNull(scan.nonce(), "validated"),
                caller.subject(),
                Objects.requireNonNull(scan.device(), "validated"),
                Objects.requireNonNull(scan.scannedAt(), "validated"));
    }
}
