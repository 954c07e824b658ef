package dev.boxoffice.support.intake.fact;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.routing.CaseFactUpdateService;
import dev.boxoffice.support.cases.timer.CaseTimerService;
import dev.boxoffice.support.lookup.BookingRecord;
import dev.boxoffice.support.lookup.BookingRecordRepository;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Looks again at a claim of the worst kind that nothing of ours showed when it came in: rows may come late.
@Component
class RecheckTimerHandler implements TimerHandler {

    private final CaseRepository cases;
    private final OwnBookingService ownBookings;
    private final BookingRecordRepository bookings;
    private final CaseFactUpdateService facts;
    private final CaseTimerService timers;

    RecheckTimerHandler(
            CaseRepository cases,
            OwnBookingService ownBookings,
            BookingRecordRepository bookings,
            CaseFactUpdateService facts,
            CaseTimerService timers) {
        this.cases = cases;
        this.ownBookings = ownBookings;
        this.bookings = bookings;
        this.facts = facts;
        this.timers = timers;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.RECHECK;
    }

    @Override
    public void handle(UUID caseId, Instant now) {
        cases.lock(caseId)
                .filter(open -> open.status().isOpen() && open.assessment().unverified())
                .ifPresent(open -> recheck(open, now));
    }

    private void recheck(SupportCase open, Instant now) {
        // Members of an acknowledged incident stay where they are: somebody is on it for all of them.
        if (!open.placement().queue().equals(RoutingRuleSet.BULK_QUEUE)) {
            booking(open, now).ifPresent(found -> update(open, found, now));
        }
        if (cases.get(open.id()).assessment().unverified()) {
            timers.armNextRecheck(open, now);
        }
    }

    /// One that was named while booking-service did not answer may be anybody's.
    private Optional<BookingRecord> booking(SupportCase open, Instant now) {
        var report = open.report();
        var assessment = open.assessment();
        var bookingId = report.bookingId();
        return bookingId == null
                ? ownBookings.find(report, assessment.category(), now)
                : bookings.find(bookingId)
                        .filter(found -> assessment.factsComplete() || found.mayBeReportedBy(report.reporter()));
    }

    private void update(SupportCase open, BookingRecord found, Instant now) {
        var gathered = GatheredFacts.of(found.facts().ofReporter(), now);
        if (!gathered.facts().equals(open.assessment().facts())) {
            facts.enrich(open, open.report().about(found.bookingId(), found.eventId()), gathered, "known", now);
        }
    }
}
