package dev.boxoffice.support.intake;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.cases.Report;
import dev.boxoffice.support.intake.BookingClient.Answer;
import dev.boxoffice.support.triage.CaseFacts;
import dev.boxoffice.support.triage.Tier;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Gathers what the platform knows about a report, and refuses one about somebody else's booking.
///
/// Nothing here may stop an intake but a wrong claim: what cannot be asked now is asked later.
@Component
class FactFinder {

    /// The report, with the event its booking is for, and the facts.
    record Found(Report report, KnownFacts known) {}

    private static final Logger log = LoggerFactory.getLogger(FactFinder.class);

    private final BookingClient bookings;
    private final PlatformFacts platform;

    FactFinder(BookingClient bookings, PlatformFacts platform) {
        this.bookings = bookings;
        this.platform = platform;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 when the booking is not the caller's, or the event
    /// is
    ///     none
    Found find(Report report, @Nullable String authorization, Instant now) {
        var bookingId = report.bookingId();
        return bookingId == null ? aboutEvent(report, now) : aboutBooking(report, bookingId, authorization, now);
    }

    private Found aboutBooking(Report report, UUID bookingId, @Nullable String authorization, Instant now) {
        return switch (bookings.look(bookingId, authorization)) {
            case Answer.Found answer -> withBooking(report, bookingId, answer, now);
            case Answer.NotYours() -> asItsOrganiser(report, bookingId, now);
            case Answer.Unknown() -> {
                var event = aboutEvent(report, now);
                var known = event.known();
                yield new Found(report, new KnownFacts(known.facts(), false, known.revenuePerHour()));
            }
        };
    }

    private Found withBooking(Report report, UUID bookingId, Answer.Found answer, Instant now) {
        var stored = tolerant(() -> platform.booking(bookingId));
        var eventId = answer.eventId() != null
                ? answer.eventId()
                : stored.map(PlatformFacts.BookingRecord::eventId).orElse(report.eventId());
        if (report.eventId() != null && !report.eventId().equals(eventId)) {
            throw FieldErrors.single("eventId", "is not the event of this booking");
        }
        var facts = stored.map(PlatformFacts.BookingRecord::facts).orElseGet(() -> asAnswered(answer, eventId));
        var amount = facts.amount() == null ? 0 : facts.amount();
        var perHour = PlatformFacts.perHour(amount, facts.eventStartsAt(), now);
        return new Found(report.aboutEvent(eventId), new KnownFacts(facts, true, perHour));
    }

    private CaseFacts asAnswered(Answer.Found answer, @Nullable UUID eventId) {
        var event = eventId == null
                ? CaseFacts.NONE
                : tolerant(() -> platform.event(eventId))
                        .map(PlatformFacts.EventRecord::asFacts)
                        .orElse(CaseFacts.NONE);
        var confirmed = answer.status().equals("CONFIRMED");
        return event.withBooking(new CaseFacts(
                answer.status(),
                confirmed ? Boolean.TRUE : null,
                confirmed,
                answer.amount(),
                answer.currency(),
                null,
                null,
                null));
    }

    /// An organiser may report about a booking for an event of their own.
    private Found asItsOrganiser(Report report, UUID bookingId, Instant now) {
        var stored = report.tier() == Tier.ORGANISER
                ? tolerant(() -> platform.booking(bookingId))
                : Optional.<PlatformFacts.BookingRecord>empty();
        var own = stored.filter(booking -> String.valueOf(report.reporter()).equals(booking.eventOwner()))
                .orElseThrow(() -> FieldErrors.single("bookingId", "is not one of your bookings"));
        var amount = own.facts().amount() == null ? 0 : own.facts().amount();
        var perHour = PlatformFacts.perHour(amount, own.facts().eventStartsAt(), now);
        return new Found(report.aboutEvent(own.eventId()), new KnownFacts(own.facts(), true, perHour));
    }

    private Found aboutEvent(Report report, Instant now) {
        var eventId = report.eventId();
        if (eventId == null) {
            return new Found(report, KnownFacts.NONE);
        }
        try {
            var event = platform.event(eventId).orElseThrow(() -> FieldErrors.single("eventId", "is no event we know"));
            return new Found(report, new KnownFacts(event.asFacts(), true, atStake(report, event, now)));
        } catch (DataAccessException unreadable) {
            log.warn("The catalogue cannot be read: {}", unreadable.toString());
            return new Found(report, KnownFacts.NONE);
        }
    }

    /// For an organiser, sales of their own event stand still.
    private long atStake(Report report, PlatformFacts.EventRecord event, Instant now) {
        if (report.tier() != Tier.ORGANISER
                || !String.valueOf(report.reporter()).equals(event.owner())) {
            return 0;
        }
        var unsold = tolerant(() -> Optional.of(platform.unsoldValue(event.eventId())))
                .orElse(0L);
        return PlatformFacts.perHour(unsold, event.startsAt(), now);
    }

    private static <T> Optional<T> tolerant(java.util.function.Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (DataAccessException unreadable) {
            log.warn("Another service's tables cannot be read: {}", unreadable.toString());
            return Optional.empty();
        }
    }
}
