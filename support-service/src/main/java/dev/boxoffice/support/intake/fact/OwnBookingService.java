package dev.boxoffice.support.intake.fact;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.lookup.BookingRecord;
import dev.boxoffice.support.lookup.BookingRecordRepository;
import dev.boxoffice.support.triage.TriageService;
import dev.boxoffice.support.triage.category.CategoryName;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Finds the booking a report is about among the reporter's own recent ones.
@Service
class OwnBookingService {
    private static final int MOST_BOOKINGS = 10;

    /// Of these it is worth knowing that money was taken without a ticket, whatever the reporter calls it.
    private static final Set<String> ABOUT_MONEY_OR_TICKETS = Set.of(
            CategoryRuleSet.OTHER.category(),
            CategoryName.PAYMENT_WITHOUT_TICKET,
            CategoryName.TICKET_DELIVERY,
            CategoryName.PAYMENT_FAILED,
            CategoryName.REFUND_LATE,
            CategoryName.REFUND_REQUEST,
            CategoryName.EVENT_CANCELLED);

    /// Only these are about a cancelled event whose money is owed; whoever asks for the cloakroom asks about
    /// another one.
    private static final Set<String> ABOUT_CANCELLATIONS = Set.of(
            CategoryName.PAYMENT_WITHOUT_TICKET,
            CategoryName.REFUND_LATE,
            CategoryName.REFUND_REQUEST,
            CategoryName.EVENT_CANCELLED);

    private static final Set<String> CLAIMS =
            Set.of(CategoryName.PAYMENT_WITHOUT_TICKET, CategoryName.DOUBLE_CHARGE, CategoryName.ENTRY_REFUSED);

    private final TriageService triage;
    private final BookingRecordRepository bookings;
    private final SupportProperties.Evidence limits;

    OwnBookingService(TriageService triage, BookingRecordRepository bookings, SupportProperties properties) {
        this.triage = triage;
        this.bookings = bookings;
        this.limits = properties.evidence();
    }

    /// By what the report says.
    Optional<BookingRecord> find(CaseReport report, Instant now) {
        return find(report, triage.categorise(report.errorCode(), report.subject(), report.body()), now);
    }

    /// The one that shows the consequence; for a claim that none shows, the latest, which speaks against it.
    Optional<BookingRecord> find(CaseReport report, String category, Instant now) {
        var reporter = report.reporter();
        if (reporter == null) {
            return Optional.empty();
        }
        var own = bookings.findRecent(reporter, report.eventId(), now.minus(limits.lookBack()), MOST_BOOKINGS);
        return own.stream()
                .filter(booking -> shows(category, booking, now))
                .findFirst()
                .or(() -> CLAIMS.contains(category) ? own.stream().findFirst() : Optional.empty());
    }

    private boolean shows(String category, BookingRecord booking, Instant now) {
        if (booking.facts().eventIsCancelled() && !ABOUT_CANCELLATIONS.contains(category)) {
            return false;
        }
        return triage.assessAs(category, booking.facts().ofReporter(), now)
                .filter(result -> result.severity() == Severity.ONE)
                .filter(result -> result.category().equals(category) || ABOUT_MONEY_OR_TICKETS.contains(category))
                .isPresent();
    }
}
