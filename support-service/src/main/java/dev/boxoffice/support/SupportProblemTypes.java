package dev.boxoffice.support;

import dev.boxoffice.platform.problem.ProblemType;

/// What only the support desk refuses.
public final class SupportProblemTypes {

    public static final ProblemType ALREADY_OWNED =
            new ProblemType("already-owned", "Somebody else has this case", 409);
    public static final ProblemType CASE_STATE =
            new ProblemType("case-state", "The case's state does not allow this", 409);
    public static final ProblemType CAPACITY_REACHED =
            new ProblemType("capacity-reached", "You own as many cases as you can take", 409);
    public static final ProblemType NOT_AVAILABLE =
            new ProblemType("not-available", "You are offline and take no cases", 409);
    public static final ProblemType INCIDENT_STATE =
            new ProblemType("incident-state", "The incident's state does not allow this", 409);
    public static final ProblemType INCIDENT_ALREADY_OPEN =
            new ProblemType("incident-already-open", "There is an open incident about this", 409);
    public static final ProblemType REFUNDS_OUTSTANDING =
            new ProblemType("refunds-outstanding", "Not every refund is confirmed", 409);

    private SupportProblemTypes() {}
}
