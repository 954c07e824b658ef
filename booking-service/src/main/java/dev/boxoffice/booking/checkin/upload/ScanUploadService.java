package dev.boxoffice.booking.checkin.upload;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.checkin.CheckInDirection;
import dev.boxoffice.booking.checkin.standing.CheckInStandingRepository;
import dev.boxoffice.booking.ticket.TicketCode;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes scans that were made without a network. Of two that let in with the same ticket the earlier counts, whichever
/// comes first; both are kept, so that nobody's word is lost.
@Service
class ScanUploadService {

    private final OfflineScanRepository scans;
    private final CheckInStandingRepository standings;
    private final UploadProperties properties;

    ScanUploadService(OfflineScanRepository scans, CheckInStandingRepository standings, UploadProperties properties) {
        this.scans = scans;
        this.standings = standings;
        this.properties = properties;
    }

    /// @param code what the scan has read
    @Transactional
    public ScanResult take(OfflineScan scan, TicketCode code, EventSale sale, Instant now) {
        var ticket = code.ticket().toString();
        if (!code.ticket().event().equals(sale.id())) {
            return ScanResult.refused(scan, ticket, "wrong-event");
        }
        var known = scans.find(code, scan);
        if (known.isPresent()) {
            return resultOf(scan, code, known.get());
        }
        var refusal = refusalOf(scan, sale, now);
        if (refusal != null) {
            return ScanResult.refused(scan, ticket, refusal);
        }
        standings.lock(sale.id(), code.ticket().ordinal(), code.booking());
        var id = TimeOrderedId.next();
        // A clock that is a little ahead must not win against all who scan in between.
        var at = (scan.scannedAt().isAfter(now) ? now : scan.scannedAt()).truncatedTo(ChronoUnit.MICROS);
        var isKept = scans.keep(code, scan, id, at, now);
        standings.recompute(sale.id(), code.ticket().ordinal(), code.booking());
        if (isKept) {
            return resultOf(scan, code, id);
        }
        return scans.find(code, scan)
                .map(same -> resultOf(scan, code, same))
                .orElseGet(() -> ScanResult.refused(scan, ticket, "ticket-cancelled"));
    }

    private @Nullable String refusalOf(OfflineScan scan, EventSale sale, Instant now) {
        if (sale.status() == EventSale.Status.CANCELLED) {
            return "ticket-cancelled";
        }
        if (scan.scannedAt().isAfter(now.plus(properties.skew()))) {
            return "clock-ahead";
        }
        if (scan.direction() == CheckInDirection.OUT) {
            return null;
        }
        var opensAt = sale.programme().doorsOpenAt();
        if (opensAt != null && scan.scannedAt().isBefore(opensAt)) {
            return "too-early";
        }
        var overAt = sale.programme().overAt();
        return overAt != null && !scan.scannedAt().isBefore(overAt) ? "event-over" : null;
    }

    private ScanResult resultOf(OfflineScan scan, TicketCode code, UUID id) {
        var isIn = scan.direction() == CheckInDirection.IN;
        var before = scans.before(code, id).orElse(null);
        var wasIn = before != null && before.direction().equals(CheckInDirection.IN.name());
        var ticket = code.ticket().toString();
        if (isIn != wasIn) {
            return new ScanResult(
                    scan.nonce(), scan.device(), isIn ? "ADMITTED" : "LEFT", id, ticket, null, null, null);
        }
        var problem = isIn ? "already-checked-in" : "not-checked-in";
        return new ScanResult(
                scan.nonce(),
                scan.device(),
                "REFUSED",
                id,
                ticket,
                problem,
                before == null ? null : before.gate(),
                before == null ? null : before.at());
    }
}
