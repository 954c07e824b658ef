package dev.boxoffice.support.feed;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.CaseSource;
import dev.boxoffice.support.cases.Cases;
import dev.boxoffice.support.cases.Conclusion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What becomes of bookings the desk has cases about.
@Service
class BookingNews {

    private final Cases cases;
    private final Conclusion conclusion;
    private final AuditTrail audit;

    BookingNews(Cases cases, Conclusion conclusion, AuditTrail audit) {
        this.cases = cases;
        this.conclusion = conclusion;
        this.audit = audit;
    }

    void ticketIssued(UUID bookingId, Instant now) {
        settle(bookingId, EventType.TICKET_ISSUED, "The payment went through after all: the tickets are there.", now);
    }

    void refunded(UUID bookingId, Instant now) {
        settle(bookingId, EventType.REFUND_CONFIRMED, "The money has been returned.", now);
    }

    /// What the desk opened itself and nobody has in hand settles itself; elsewhere the news is in the history.
    private void settle(UUID bookingId, EventType news, String sentence, Instant now) {
        for (var id : cases.openAbout(bookingId)) {
            audit.ofCases(List.of(id), news, AuditTrail.DESK, now, Map.of("bookingId", bookingId));
            cases.lock(id)
                    .filter(open -> open.source() == CaseSource.PLATFORM)
                    .ifPresent(open -> conclusion.resolveUnowned(open, sentence, now));
        }
    }
}
