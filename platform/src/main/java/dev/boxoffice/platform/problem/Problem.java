package dev.boxoffice.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// One refusal on its way to the caller: a type, a sentence, and what a program may want to read of it (RFC 9457).
public final class Problem {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(2);
    private static final Duration SERVICE_PAUSE = Duration.ofSeconds(5);
    /// After these a caller comes back, and is always told when.
    private static final List<ProblemType> PASSING = List.of(ProblemTypes.RATE_LIMITED, ProblemTypes.UNAVAILABLE);

    private final ProblemType type;
    private final String detail;
    private final Map<String, Object> extensions = new LinkedHashMap<>();
    private final HttpHeaders headers = new HttpHeaders();
    private List<FieldErrors.FieldError> fieldErrors = List.of();

    private Problem(ProblemType type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    /// Where it passes, with a usual pause until something better is known.
    public static Problem of(ProblemType type, String detail) {
        var problem = new Problem(type, detail);
        return PASSING.contains(type) ? problem.retryAfter(SERVICE_PAUSE) : problem;
    }

    /// A part of the platform that is down, too slow, or too busy.
    ///
    /// @param after when trying again makes sense
    public static Problem unavailable(String detail, Duration after) {
        return of(ProblemTypes.UNAVAILABLE, detail).retryAfter(after);
    }

    /// A store that does not answer, seen by a request that cannot do without it.
    public static Problem storeUnavailable() {
        return unavailable(
                "A part of the platform is not answering. Ask again: with the same Idempotency-Key nothing is done twice.",
                STORE_PAUSE);
    }

    /// What is told when an answer has a status and nothing else to say.
    public static Problem ofStatus(int status) {
        return of(ProblemTypes.forStatus(status), StatusDetail.of(status));
    }

    public Problem with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    Problem withErrors(List<FieldErrors.FieldError> errors) {
        fieldErrors = errors;
        return with("errors", errors);
    }

    public List<FieldErrors.FieldError> fieldErrors() {
        return fieldErrors;
    }

    /// In place of what the header said.
    public Problem header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /// @param after rounded up to whole seconds, at least one
    public Problem retryAfter(Duration after) {
        return header(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public ProblemDetail toDetail() {
        var body = ProblemDetail.forStatusAndDetail(type.httpStatus(), detail);
        body.setType(type.uri());
        body.setTitle(type.title());
        extensions.forEach(body::setProperty);
        return body;
    }

    /// The same refusal as an answer of a controller. Its body type is open, so that a `switch` over outcomes may
    /// mix it with successes.
    @SuppressWarnings("unchecked")
    public <T> ResponseEntity<T> toResponse() {
        return (ResponseEntity<T>) ResponseEntity.status(type.httpStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body((Object) toDetail());
    }

    public ProblemException toException() {
        return new ProblemException(this);
    }
}
