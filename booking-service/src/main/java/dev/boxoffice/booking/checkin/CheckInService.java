package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.ticket.TicketCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.stereotype.Service;

/// Admits the bearer of a ticket, once.
@Service
class CheckInService {

    private final CheckInRepository checkIns;
    private final Clock clock;
    private final MeterRegistry metrics;

    CheckInService(CheckInRepository checkIns, Clock clock, MeterRegistry metrics) {
        this.checkIns = checkIns;
        this.clock = clock;
        this.metrics = metrics;
    }

    CheckInResult checkIn(TicketCode code, GateScan scan) {
        var now = clock.instant();
        var result = checkIns.insert(code, scan, now)
                ? new CheckInResult.Admitted(now)
                : checkIns.find(code, scan).orElseGet(CheckInResult.NotValid::new);
        metrics.counter(
                        "boxoffice.booking.checkins",
                        "outcome",
                        result.getClass().getSimpleName())
                .increment();
        return result;
    }
}
