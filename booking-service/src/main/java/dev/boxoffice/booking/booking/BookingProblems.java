package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;

/// The refusals of bookings.
public final class BookingProblems {

    public static final ProblemType NOT_CONFIRMED =
            new ProblemType("booking-not-confirmed", "The booking is not confirmed", 409);
    public static final ProblemType CANCELLATION_CLOSED =
            new ProblemType("cancellation-closed", "These tickets cannot be given back", 409);

    public static final ProblemType REFUND_CHANGED =
            new ProblemType("refund-changed", "Another sum goes back now", 409);
    public static final ProblemType REFUND_EXCEEDS_PAYMENT =
            new ProblemType("refund-exceeds-payment", "More than is left of the payment", 409);

    public static final ProblemType RESCHEDULING_CLOSED =
            new ProblemType("rescheduling-closed", "No new date to answer", 409);

    /// Somebody is offered the ticket, or pays for it.
    public static final ProblemType TICKET_ON_OFFER =
            new ProblemType("ticket-on-offer", "Somebody is offered this ticket", 409);

    public static final ProblemType NO_CONTACT = new ProblemType("no-contact", "No address to write to", 409);

    private BookingProblems() {}

    /// All were given back or are somebody else's now.
    public static ProblemException noTicketLeft() {
        return Problem.of(ProblemTypes.NOT_FOUND, "No ticket of this booking is its buyer's any more.")
                .toException();
    }

    /// A child stays only with an adult, say.
    public static String needed(String priceType) {
        return "A ticket that stays needs one of type " + priceType + " beside it.";
    }

    public static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such booking.").toException();
    }
}
