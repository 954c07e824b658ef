package dev.boxoffice.platform.input;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// What is told of a body that [StrictJson] could not read: text that is no JSON is 400; JSON whose field has the
/// wrong type or value is 422 and names the field.
public final class UnreadableJson {
    private UnreadableJson() {}

    /// @param failure what the reader threw, however it is wrapped
    public static Problem problem(Throwable failure) {
        var path = causeOf(failure, JacksonException.class)
                .map(wrong -> FieldPath.of(wrong.getPath()))
                .orElse("");
        var refusal = causeOf(failure, ProblemException.class);
        if (refusal.isPresent()) {
            return FieldErrors.below(path, refusal.get().problem());
        }
        var limit = causeOf(failure, StreamConstraintsException.class).map(Throwable::getMessage);
        if (limit.filter(text -> text.startsWith("Token count")).isPresent()) {
            return Problem.of(ProblemTypes.PAYLOAD_TOO_LARGE, "The body has more values than any may have.");
        }
        if (path.isEmpty()) {
            return Problem.of(ProblemTypes.MALFORMED_REQUEST, "The body is missing or is not valid JSON.");
        }
        var unknown = causeOf(failure, UnrecognizedPropertyException.class).isPresent();
        return FieldErrors.collect()
                .reject(path, unknown ? "is not known here" : "has a value that cannot be read")
                .toProblem();
    }

    private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
