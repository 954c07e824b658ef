package dev.boxoffice.event.venue;

import dev.boxoffice.platform.problem.ProblemType;

/// What can be wrong with a call on venues, beside the general types.
final class VenueProblems {

    static final ProblemType SEATING_PLAN_IN_USE =
            new ProblemType("seating-plan-in-use", "An event sells from this seating plan", 409);

    private VenueProblems() {}
}
