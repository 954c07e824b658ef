package dev.boxoffice.platform.problem;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with a request field by field, so that a caller can mend all of it at once.
public final class FieldErrors {

    /// @param field the field's path as the caller wrote it, such as `priceTiers[0].price.amount`
    public record FieldError(String field, String message) {}

    /// However much is wrong with a body, an answer names so many.
    private static final int MOST_NAMED = 100;

    private final List<FieldError> errors = new ArrayList<>();
    private int count;

    private FieldErrors() {}

    public static FieldErrors collect() {
        return new FieldErrors();
    }

    public static ProblemException single(String field, String message) {
        return collect().reject(field, message).toProblem().toException();
    }

    /// The same problem with its fields seen from further out: `currency` below `price` is `price.currency`.
    public static Problem below(String path, Problem problem) {
        if (path.isEmpty() || problem.fieldErrors().isEmpty()) {
            return problem;
        }
        var errors = collect();
        problem.fieldErrors()
                .forEach(error ->
                        errors.reject(error.field().isEmpty() ? path : path + "." + error.field(), error.message()));
        return errors.toProblem();
    }

    public FieldErrors reject(String field, String message) {
        count++;
        if (errors.size() < MOST_NAMED) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    public FieldErrors rejectIf(boolean wrong, String field, String message) {
        return wrong ? reject(field, message) : this;
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public Problem toProblem() {
        var first = errors.getFirst();
        var told = count > MOST_NAMED ? ", of which " + MOST_NAMED + " are told" : "";
        var detail = count == 1
                ? first.field() + " " + first.message()
                : count + " fields are invalid" + told + ", the first being " + first.field() + ": " + first.message();
        return Problem.of(ProblemTypes.VALIDATION_FAILED, detail).withErrors(List.copyOf(errors));
    }

    /// @throws ProblemException 422 `/problems/validation-failed` naming every rejected field
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw toProblem().toException();
        }
    }
}
