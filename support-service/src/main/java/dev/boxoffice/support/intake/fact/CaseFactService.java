package dev.boxoffice.support.intake.fact;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.lookup.BookingLookup;
import dev.boxoffice.support.lookup.BookingLookupService;
import dev.boxoffice.support.lookup.BookingRecord;
import dev.boxoffice.support.lookup.BookingRecordRepository;
import dev.boxoffice.support.lookup.EventRecord;
import dev.boxoffice.support.lookup.EventRecordRepository;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.ContractTier;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/// Gathers what the platform knows about a report, and refuses one about somebody else's booking.
///
/// Nothing here may stop an intake but a wrong claim: what cannot be asked now is asked later.
@Service
public class CaseFactService {

    private static final Logger log = LoggerFactory.getLogger(CaseFactService.class);

    private final BookingLookupService lookups;
    private final BookingRecordRepository bookings;
    private final EventRecordRepository events;
    private final OwnBookingService ownBookings;

    CaseFactService(
            BookingLookupService lookups,
            BookingRecordRepository bookings,
            EventRecordRepository events,
            OwnBookingService ownBookings) {
        this.lookups = lookups;
        this.bookings = bookings;
        this.events = events;
        this.ownBookings = ownBookings;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 when the booking is not the caller's, or the
    ///     event is none
    public ReportedFacts gather(CaseReport report, @Nullable String authorization, Instant now) {
        var bookingId = report.bookingId();
        return bookingId == null ? withoutBooking(report, now) : aboutBooking(report, bookingId, authorization, now);
    }

    /// The token says who it is, so their own bookings are looked at for the one that bears the report out.
    private ReportedFacts withoutBooking(CaseReport report, Instant now) {
        var asReported = aboutEvent(report, now);
        return tolerant(() -> ownBookings.find(report, now))
                .map(own -> new ReportedFacts(
                        report.about(own.bookingId(), own.eventId()),
                        GatheredFacts.of(own.facts().ofReporter(), now)))
                .orElse(asReported);
    }

    private ReportedFacts aboutBooking(CaseReport report, UUID bookingId, @Nullable String authorization, Instant now) {
        return switch (lookups.lookUp(bookingId, authorization)) {
            case BookingLookup.Found found -> withBooking(report, bookingId, found, now);
            case BookingLookup.NotYours() -> asItsOrganiser(report, bookingId, now);
            case BookingLookup.Unknown() ->
                new ReportedFacts(report, aboutEvent(report, now).facts().incomplete());
        };
    }

    private ReportedFacts withBooking(CaseReport report, UUID bookingId, BookingLookup.Found found, Instant now) {
        var stored = storedBooking(bookingId);
        var eventId = found.eventId() != null
                ? found.eventId()
                : stored.map(BookingRecord::eventId).orElse(report.eventId());
        if (report.eventId() != null && !report.eventId().equals(eventId)) {
            throw FieldErrors.single("eventId", "is not the event of this booking");
        }
        var facts = stored.map(BookingRecord::facts).orElseGet(() -> asAnswered(found, eventId));
        return new ReportedFacts(report.aboutEvent(eventId), GatheredFacts.of(facts.ofReporter(), now));
    }

    private CaseFacts asAnswered(BookingLookup.Found found, @Nullable UUID eventId) {
        var event = eventId == null
                ? CaseFacts.NONE
                : tolerant(() -> events.find(eventId)).map(EventRecord::asFacts).orElse(CaseFacts.NONE);
        return event.withBooking(CaseFacts.ofBooking(found.status(), found.amount(), found.currency()));
    }

    /// An organiser may report about a booking for an event of their own.
    private ReportedFacts asItsOrganiser(CaseReport report, UUID bookingId, Instant now) {
        var stored =
                report.tier() == ContractTier.ORGANISER ? storedBooking(bookingId) : Optional.<BookingRecord>empty();
        var own = stored.filter(booking -> String.valueOf(report.reporter()).equals(booking.eventOwner()))
                .orElseThrow(() -> FieldErrors.single("bookingId", "is not one of your bookings"));
        return new ReportedFacts(
                report.aboutEvent(own.eventId()), GatheredFacts.of(own.facts().ofReporter(), now));
    }

    private ReportedFacts aboutEvent(CaseReport report, Instant now) {
        var eventId = report.eventId();
        if (eventId == null) {
            return new ReportedFacts(report, GatheredFacts.NONE);
        }
        try {
            var event = events.find(eventId).orElseThrow(() -> FieldErrors.single("eventId", "is no event we know"));
            var facts = isOrganiserOf(report, event) ? event.asFacts().ofReporter() : event.asFacts();
            return new ReportedFacts(report, GatheredFacts.of(facts, atStake(report, event), now));
        } catch (DataAccessException unreadable) {
            log.warn("The catalogue cannot be read: {}", unreadable.toString());
            return new ReportedFacts(report, GatheredFacts.NONE);
        }
    }

    /// For an organiser, sales of their own event stand still.
    private long atStake(CaseReport report, EventRecord event) {
        if (!isOrganiserOf(report, event)) {
            return 0;
        }
        return tolerant(() -> Optional.of(events.unsoldValue(event.eventId()))).orElse(0L);
    }

    private static boolean isOrganiserOf(CaseReport report, EventRecord event) {
        return report.tier() == ContractTier.ORGANISER
                && String.valueOf(report.reporter()).equals(event.owner());
    }

    private Optional<BookingRecord> storedBooking(UUID bookingId) {
        return tolerant(() -> bookings.find(bookingId));
    }

    private static <T> Optional<T> tolerant(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (DataAccessException unreadable) {
            log.warn("Another service's tables cannot be read: {}", unreadable.toString());
            return Optional.empty();
        }
    }
}
