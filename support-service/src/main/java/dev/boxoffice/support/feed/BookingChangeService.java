package dev.boxoffice.support.feed;

import dev.boxoffice.support.cases.data.CaseQueryRepository;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.resolution.CaseResolutionService;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What becomes of bookings the desk has cases about.
@Service
class BookingChangeService {

    /// Cases about money that somebody is owed.
    private static final Set<String> MONEY_OWED =
            Set.of(PaidWithoutTicketService.ERROR_CODE, MoneyCaseService.REFUND_FAILED);

    private final CaseQueryRepository queries;
    private final CaseRepository cases;
    private final CaseResolutionService resolution;
    private final HistoryRepository history;

    BookingChangeService(
            CaseQueryRepository queries,
            CaseRepository cases,
            CaseResolutionService resolution,
            HistoryRepository history) {
        this.queries = queries;
        this.cases = cases;
        this.resolution = resolution;
        this.history = history;
    }

    /// Those of the bookings that an open case is about.
    Set<UUID> withOpenCase(Set<UUID> bookings) {
        return queries.findWithOpenCase(bookings);
    }

    void ticketIssued(UUID bookingId, Instant now) {
        settle(
                bookingId,
                HistoryEventType.TICKET_ISSUED,
                "The payment went through after all: the tickets are there.",
                now);
    }

    void refunded(UUID bookingId, Instant now) {
        settle(bookingId, HistoryEventType.REFUND_CONFIRMED, "The money has been returned.", now);
    }

    /// M8: money back for a payment that no ticket stood for, or after a refund had failed, ends the desk's own
    /// case of it.
    void refundSucceeded(UUID bookingId, Instant now) {
        for (var id : queries.findOpenByBooking(bookingId)) {
            cases.lock(id)
                    .filter(open -> open.source() == CaseSource.PLATFORM)
                    .filter(open ->
                            MONEY_OWED.contains(String.valueOf(open.report().errorCode())))
                    .ifPresent(open -> resolution.resolveUnowned(open, "The money has been returned.", now));
        }
    }

    /// What the desk opened itself and nobody has in hand settles itself; elsewhere the change is in the history.
    private void settle(UUID bookingId, HistoryEventType change, String sentence, Instant now) {
        for (var id : queries.findOpenByBooking(bookingId)) {
            history.recordForCase(id, change, HistoryRepository.DESK, now, Map.of("bookingId", bookingId));
            cases.lock(id)
                    .filter(open -> open.source() == CaseSource.PLATFORM)
                    .filter(open ->
                            !MoneyCaseService.DISPUTED.equals(open.report().errorCode()))
                    .ifPresent(open -> resolution.resolveUnowned(open, sentence, now));
        }
    }
}
