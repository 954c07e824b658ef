package dev.boxoffice.gateway.problem;

/// Carries a problem to the place that answers the client; it has no stack trace, since it is an answer and not a bug.
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
