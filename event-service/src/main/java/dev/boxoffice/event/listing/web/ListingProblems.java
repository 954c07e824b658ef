package dev.boxoffice.event.listing.web;

import dev.boxoffice.event.listing.PublicationState;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;

/// What can be wrong with a call on events, beside the general types.
final class ListingProblems {

    static final ProblemType ALREADY_PUBLISHED =
            new ProblemType("event-already-published", "The event is published already", 409);
    static final ProblemType USE_RESCHEDULING =
            new ProblemType("use-rescheduling", "Tickets are sold for this date and place", 409);
    static final ProblemType CANCELLED = new ProblemType("event-cancelled", "The event is cancelled", 409);
    static final ProblemType NO_SEATING_PLAN =
            new ProblemType("seating-plan-missing", "The venue has no seating plan", 409);

    static final ProblemType NOT_A_DRAFT = new ProblemType("not-a-draft", "Only drafts can be deleted", 409);

    private ListingProblems() {}

    static Problem noSuchEvent() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such event.");
    }

    static Problem notTheOwner() {
        return Problem.of(ProblemTypes.FORBIDDEN, "Only the organiser of this event may do that.");
    }

    static Problem notADraft(PublicationState state) {
        return Problem.of(
                NOT_A_DRAFT,
                switch (state) {
                    case PUBLISHED -> "The event is published, so it can only be cancelled.";
                    case CANCELLED -> "The event is cancelled, and its page says so.";
                    case LISTED, POSTPONED, DRAFT ->
                        "The event was imported and is listed, so it can only be cancelled.";
                });
    }

    static Problem isCancelled() {
        return Problem.of(CANCELLED, "The event is cancelled; that is final.");
    }

    static Problem cancelledWithoutUsed() {
        return Problem.of(
                CANCELLED,
                "The event was cancelled without its used tickets. Their money goes back booking by booking:"
                        + " POST /bookings/{bookingId}/refunds.");
    }
}
