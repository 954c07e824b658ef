package dev.boxoffice.event.organization;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.problem.ProblemTypes;

/// What can be wrong with a call on organizations, beside the general types.
public final class OrganizationProblems {

    static final ProblemType LAST_OWNER = new ProblemType("last-owner", "An organization keeps an owner", 409);

    private OrganizationProblems() {}

    static Problem noSuchOrganization() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such organization.");
    }

    static Problem notAMember() {
        return Problem.of(ProblemTypes.FORBIDDEN, "Your role in this organization does not allow that.");
    }
}
