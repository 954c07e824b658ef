package dev.boxoffice.support.triage.severity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the platform knows about a case's booking, payment and event, as it was when last looked at.
///
/// @param bookingStatus as booking-service says it; null while unknown
/// @param paymentCaptured whether money was taken; null while unknown
/// @param ticketsIssued whether the booking's tickets are booked; null while unknown
/// @param amount of the booking, in minor units
/// @param eventStartsAt when the doors matter
/// @param chargedTwice whether two payments stand for what was bought once; null while unknown
/// @param reportersOwn whether the booking is the reporter's, or the event one they organise or hold tickets for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseFacts(
        @Nullable String bookingStatus,
        @Nullable Boolean paymentCaptured,
        @Nullable Boolean ticketsIssued,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String eventName,
        @Nullable String eventStatus,
        @Nullable Instant eventStartsAt,
        @Nullable Boolean chargedTwice,
        @Nullable Boolean reportersOwn) {

    public static final CaseFacts NONE = new CaseFacts(null, null, null, null, null, null, null, null, null, null);

    /// What another service of ours has told, while its rows cannot be read.
    public static final CaseFacts CAPTURED_WITHOUT_TICKET =
            new CaseFacts(null, true, false, null, null, null, null, null, null, null);

    /// What booking-service answers: of a booking that is not confirmed it does not say whether money was taken.
    public static CaseFacts ofBooking(String status, @Nullable Long amount, @Nullable String currency) {
        var confirmed = status.equals("CONFIRMED");
        return new CaseFacts(
                status, confirmed ? Boolean.TRUE : null, confirmed, amount, currency, null, null, null, null, null);
    }

    public boolean moneyWithoutTicket() {
        return Boolean.TRUE.equals(paymentCaptured) && Boolean.FALSE.equals(ticketsIssued);
    }

    public boolean ticketsExist() {
        return Boolean.TRUE.equals(ticketsIssued);
    }

    /// The same, about what is the reporter's own.
    public CaseFacts ofReporter() {
        return with(paymentCaptured, true);
    }

    /// The same, where a service of ours says for certain that money was taken.
    public CaseFacts withCapture() {
        return with(true, reportersOwn);
    }

    private CaseFacts with(@Nullable Boolean captured, @Nullable Boolean own) {
        return new CaseFacts(
                bookingStatus,
                captured,
                ticketsIssued,
                amount,
                currency,
                eventName,
                eventStatus,
                eventStartsAt,
                chargedTwice,
                own);
    }

    public boolean bookingIsKnown() {
        return bookingStatus != null;
    }

    /// Whether this says more than the other: of a booking or its payment, else of an event at least.
    public boolean saysMoreThan(CaseFacts other) {
        return reach() > other.reach();
    }

    private int reach() {
        return bookingStatus != null || paymentCaptured != null ? 2 : eventName != null ? 1 : 0;
    }

    public boolean eventIsCancelled() {
        return "CANCELLED".equals(eventStatus);
    }

    public boolean paidTwice() {
        return Boolean.TRUE.equals(chargedTwice);
    }

    public boolean areReportersOwn() {
        return Boolean.TRUE.equals(reportersOwn);
    }

    /// The same with everything the other one knows about booking and payment.
    public CaseFacts withBooking(CaseFacts booking) {
        return new CaseFacts(
                booking.bookingStatus,
                booking.paymentCaptured,
                booking.ticketsIssued,
                booking.amount,
                booking.currency,
                eventName,
                eventStatus,
                eventStartsAt,
                booking.chargedTwice,
                booking.reportersOwn);
    }

    /// The same with what is known now about the event.
    public CaseFacts withEvent(String name, String status, @Nullable Instant startsAt) {
        return new CaseFacts(
                bookingStatus,
                paymentCaptured,
                ticketsIssued,
                amount,
                currency,
                name,
                status,
                startsAt,
                chargedTwice,
                reportersOwn);
    }
}
