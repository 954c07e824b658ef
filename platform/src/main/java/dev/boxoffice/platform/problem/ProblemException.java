package dev.boxoffice.platform.problem;

/// A refusal thrown from where no outcome type reaches the controller, such as argument parsing.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        // A refusal is an answer, not a bug: without a stack trace it costs next to nothing under load.
        super(problem.type().slug() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
