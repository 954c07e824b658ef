package dev.boxoffice.booking.booking;

import dev.boxoffice.platform.problem.ProblemType;

/// The refusals of bookings.
public final class BookingProblems {

    public static final ProblemType NOT_CONFIRMED =
            new ProblemType("booking-not-confirmed", "The booking is not confirmed", 409);
    static final ProblemType CANCELLATION_CLOSED = new ProblemType("cancellation-closed", "Too late to cancel", 409);

    private BookingProblems() {}
}
