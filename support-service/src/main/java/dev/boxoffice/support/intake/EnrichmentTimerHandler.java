package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.lookup.BookingRecord;
import dev.boxoffice.support.lookup.BookingRecordRepository;
import dev.boxoffice.support.timer.TimerHandler;
import dev.boxoffice.support.timer.TimerKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Looks at the booking of a case that was taken in while booking-service did not answer.
@Component
class EnrichmentTimerHandler implements TimerHandler {

    private static final Logger log = LoggerFactory.getLogger(EnrichmentTimerHandler.class);

    private final CaseRepository cases;
    private final BookingRecordRepository bookings;
    private final CaseEnrichmentService enrichment;
    private final EnrichmentRetryService retries;

    EnrichmentTimerHandler(
            CaseRepository cases,
            BookingRecordRepository bookings,
            CaseEnrichmentService enrichment,
            EnrichmentRetryService retries) {
        this.cases = cases;
        this.bookings = bookings;
        this.enrichment = enrichment;
        this.retries = retries;
    }

    @Override
    public TimerKind kind() {
        return TimerKind.ENRICH;
    }

    @Override
    public void handle(UUID caseId, Instant now) {
        var known = cases.find(caseId).orElse(null);
        if (known == null
                || known.assessment().factsComplete()
                || !known.status().isOpen()) {
            return;
        }
        try {
            enrichment.enrich(known, booking(known).orElse(null), now);
        } catch (DataAccessException unreadable) {
            log.info("Case {} cannot be enriched yet: {}", caseId, unreadable.toString());
            retries.retryLater(known, now);
        }
    }

    private Optional<BookingRecord> booking(SupportCase known) {
        var bookingId = known.report().bookingId();
        return bookingId == null
                ? Optional.empty()
                : bookings.find(bookingId)
                        .filter(found -> found.mayBeReportedBy(known.report().reporter()));
    }
}
