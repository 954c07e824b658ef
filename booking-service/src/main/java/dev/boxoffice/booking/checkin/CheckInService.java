package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.booking.checkin.CheckInResult.AlreadyInside;
import dev.boxoffice.booking.checkin.CheckInResult.EventOver;
import dev.boxoffice.booking.checkin.CheckInResult.NotInside;
import dev.boxoffice.booking.checkin.CheckInResult.NotValid;
import dev.boxoffice.booking.checkin.CheckInResult.Passed;
import dev.boxoffice.booking.checkin.CheckInResult.TooEarly;
import dev.boxoffice.booking.checkin.CheckInResult.WrongEvent;
import dev.boxoffice.booking.ticket.TicketCode;
import dev.boxoffice.platform.id.TimeOrderedId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Admits the bearer of a ticket, once, to its own event and on its own day; out and in again as often as they like.
@Service
class CheckInService {

    private final CheckInRepository checkIns;
    private final GuestRepository guests;
    private final SaleCatalogueService catalogue;
    private final Clock clock;
    private final MeterRegistry metrics;

    CheckInService(
            CheckInRepository checkIns,
            GuestRepository guests,
            SaleCatalogueService catalogue,
            Clock clock,
            MeterRegistry metrics) {
        this.checkIns = checkIns;
        this.guests = guests;
        this.catalogue = catalogue;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// @param events what the gate lets into; empty is any
    CheckInResult checkIn(TicketCode code, GateScan scan, Set<UUID> events) {
        var result = catalogue
                .find(code.ticket().event())
                .map(sale -> decide(code, scan, events, sale))
                .orElseGet(NotValid::new);
        metrics.counter(
                        "boxoffice.booking.checkins",
                        "outcome",
                        result.getClass().getSimpleName())
                .increment();
        return result;
    }

    /// A scan that is refused uses nothing up, its nonce neither: sent again, it is decided as the ticket stands then.
    private CheckInResult decide(TicketCode code, GateScan scan, Set<UUID> events, EventSale sale) {
        var before = checkIns.find(code, scan);
        if (before.isPresent()) {
            return repeated(before.get(), code, scan, sale);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as Postgres will tell it to a repeat
        var refusal = refusal(scan, events, sale, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var id = TimeOrderedId.next();
        return checkIns.pass(code, scan, id, now)
                ? new Passed(id, scan.direction(), now, sale, guests.find(code))
                : explain(code, scan, sale);
    }

    private CheckInResult repeated(CheckInRepository.Scan before, TicketCode code, GateScan scan, EventSale sale) {
        return before.isValid()
                ? new Passed(before.id(), scan.direction(), before.at(), sale, guests.find(code))
                : new NotValid();
    }

    /// D1: the event and its day, as far as they are known. Going out is never too early or too late.
    private static Optional<CheckInResult> refusal(GateScan scan, Set<UUID> events, EventSale sale, Instant now) {
        if (!events.isEmpty() && !events.contains(sale.id())) {
            return Optional.of(new WrongEvent(sale));
        }
        if (sale.status() == EventSale.Status.CANCELLED) {
            return Optional.of(new NotValid());
        }
        if (scan.direction() == CheckInDirection.OUT) {
            return Optional.empty();
        }
        var opensAt = sale.programme().doorsOpenAt();
        if (opensAt != null && now.isBefore(opensAt)) {
            return Optional.of(new TooEarly(opensAt));
        }
        var overAt = sale.programme().overAt();
        return overAt != null && !now.isBefore(overAt) ? Optional.of(new EventOver(overAt)) : Optional.empty();
    }

    private CheckInResult explain(TicketCode code, GateScan scan, EventSale sale) {
        var sameScan = checkIns.find(code, scan); // it came twice at once
        if (sameScan.isPresent()) {
            return repeated(sameScan.get(), code, scan, sale);
        }
        return checkIns.standingOf(code)
                .map(standing -> explain(standing, scan))
                .orElseGet(NotValid::new);
    }

    private static CheckInResult explain(CheckInRepository.Standing standing, GateScan scan) {
        if (standing.isBeingSold()) {
            return new CheckInResult.BeingSold();
        }
        return scan.direction() == CheckInDirection.OUT
                ? new NotInside()
                : new AlreadyInside(standing.at(), standing.gate());
    }
}
