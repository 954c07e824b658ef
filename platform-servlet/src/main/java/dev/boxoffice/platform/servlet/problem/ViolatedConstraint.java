package dev.boxoffice.platform.servlet.problem;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;

/// Which rule of the database a statement would have broken. Such a statement has changed nothing.
public final class ViolatedConstraint {

    private ViolatedConstraint() {}

    /// @return the constraint's name; null where Postgres names none
    public static @Nullable String of(DataIntegrityViolationException refused) {
        return refused.getMostSpecificCause() instanceof PSQLException cause && cause.getServerErrorMessage() != null
                ? cause.getServerErrorMessage().getConstraint()
                : null;
    }
}
