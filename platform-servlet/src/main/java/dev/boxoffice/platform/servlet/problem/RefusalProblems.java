package dev.boxoffice.platform.servlet.problem;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;

/// What is thrown and is an answer all the same: a rule has refused the call, in the code or in the database.
public final class RefusalProblems {

    private final Map<String, ConstraintProblem> constraints;

    RefusalProblems(List<ConstraintProblem> constraints) {
        this.constraints =
                constraints.stream().collect(Collectors.toMap(ConstraintProblem::constraintName, Function.identity()));
    }

    /// Empty for a fault.
    public Optional<Problem> of(RuntimeException failure) {
        return switch (failure) {
            case ProblemException refusal -> Optional.of(refusal.problem());
            case DataIntegrityViolationException broken ->
                Optional.ofNullable(ViolatedConstraint.of(broken))
                        .map(constraints::get)
                        .map(known -> Problem.of(known.type(), known.detail()));
            case OptimisticLockingFailureException _ ->
                Optional.of(Problem.of(
                        ProblemTypes.PRECONDITION_FAILED, "Somebody else changed it meanwhile. Read it again."));
            default -> Optional.empty();
        };
    }
}
