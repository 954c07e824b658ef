package dev.boxoffice.platform.servlet.problem;

import dev.boxoffice.platform.problem.ProblemType;

/// What a caller is told when the database refuses a write by the named constraint; declare one bean a rule.
public record ConstraintProblem(String constraintName, ProblemType type, String detail) {}
