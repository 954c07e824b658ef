package dev.boxoffice.gateway.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One error as it will be told to the client ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
public record Problem(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {

    /// A field of the request that is not valid, named as in the request.
    public record FieldError(String field, String message) {}

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    /// A 422 that names one field.
    public static Problem invalid(String field, String message) {
        return new Problem(
                ProblemType.VALIDATION_FAILED,
                "The request has fields that are not valid.",
                List.of(new FieldError(field, message)),
                Map.of());
    }

    /// A service that is down, too slow, or too busy; `after` says when trying again makes sense.
    public static Problem unavailable(String detail, Duration after) {
        return of(ProblemType.UNAVAILABLE, detail).retryAfter(after);
    }

    public Problem retryAfter(Duration after) {
        return header(
                "Retry-After", Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
    }

    public Problem header(String name, @Nullable String value) {
        return value == null ? this : new Problem(type, detail, errors, Map.of(name, value));
    }

    public ProblemException toException() {
        return new ProblemException(this);
    }
}
